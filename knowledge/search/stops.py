"""Words that say little by themselves: they find nothing unless a question has no others."""

from knowledge.search.words import words_in

ENGLISH = """
a about after again all also am an and any are aren't as at be because been before being below between both but by can
can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from further had has hasn't
have haven't having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its itself just let's
me more most my myself no nor not now of off on once only or other our ours out over own please same she should
shouldn't so some such than that that's the their theirs them then there there's these they they're this those through
to too under until up upon very was wasn't we we're were weren't what what's when where which while who whom whose why
will with won't would wouldn't you you're your yours yourself
"""
GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin
bis bist bitte da dabei damit dann das dass dazu dein deine deinem deinen deiner dem den denn der deren des dessen dich
die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einige er es etwas
euch euer eure für gegen geht gibt hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem
ihren ihrer im in indem ins ist ja jede jedem jeden jeder jedes jetzt kann kannst kein keine keinem keinen keiner kommt
können könnte lässt man manche mehr mein meine meinem meinen meiner mich mir mit muss musste nach nicht nichts noch nun
nur ob oder ohne sehr sein seine seinem seinen seiner seit selbst sich sie sind so sobald soll sollte sondern sonst
über um und uns unser unsere unserem unseren unserer unter viel vom von vor während wann war waren warum was weg weil
weiter welche welchem welchen welcher welches wenn wer werde werden wie wieder will wir wird wo wollen worden wurde
wurden zu zum zur zwar zwischen
"""
ARABIC = """
في من إلى على عن مع هذا هذه ذلك تلك هو هي هم نحن أنا أنت أن إن كان كانت يكون تكون التي الذي الذين ما ماذا لماذا متى أين
كيف هل لا لم لن ليس قد كل بعض غير أو أم ثم و ف ب ل ك حتى إذا إذ لو بعد قبل عند عندما بين منذ خلال أي أية هناك هنا كما
لكن لأن به بها له لها لي لك لنا لكم منه منها فيه فيها عليه عليها إليه إليها يا أيضا فقط
"""

# Of all these languages at once: what is asked in one may stand in another, and nobody says which.
STOPS: frozenset[str] = frozenset(words_in(" ".join((ENGLISH, GERMAN, ARABIC))))
