"""Mail domains: the one spelling in which they are compared, and those that belong to everybody."""

from helpdesk.lib.errors import Invalid
from helpdesk.lib.text import clean_email

# Whoever writes from one of these is anybody's customer: an organisation that claimed it would swallow strangers.
PUBLIC = frozenset(
    """
    126.com 139.com 163.com aim.com aol.com bigpond.com bluewin.ch bol.com.br btinternet.com charter.net comcast.net
    cox.net daum.net earthlink.net fastmail.com fastmail.fm foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch
    gmx.com gmx.de gmx.net googlemail.com hanmail.net hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr
    hotmail.it hushmail.com icloud.com inbox.ru interia.pl laposte.net libero.it list.ru live.co.uk live.com live.fr
    live.nl mac.com mail.com mail.de mail.ru me.com msn.com naver.com o2.pl onet.pl optonline.net orange.fr outlook.com
    outlook.de outlook.es outlook.fr pm.me posteo.de proton.me protonmail.ch protonmail.com qq.com rambler.ru
    rediffmail.com rocketmail.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca sina.com sky.com t-online.de telenet.be
    terra.com.br tiscali.it tuta.com tuta.io tutanota.com uol.com.br verizon.net virgilio.it wanadoo.fr web.de wp.pl
    yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com
    yandex.ru ymail.com zoho.com zohomail.com
    """.split()  # noqa: SIM905 - kept as words, to be read and sorted
)


def clean_domain(text: str) -> str:
    """A domain as it stands behind the ``@`` of the addresses we store. Raises Invalid, also for a public one."""
    candidate = text.strip().removeprefix("@")
    try:
        if "@" in candidate:
            raise ValueError("an address, not a domain")
        domain = domain_of(clean_email(f"postmaster@{candidate}"))
    except ValueError as error:
        raise Invalid(
            "Invalid mail domain", field="domains", hint="Use what stands behind the @, such as example.com"
        ) from error
    if domain in PUBLIC:
        raise Invalid(
            f"{domain} belongs to everybody's mail",
            field="domains",
            hint="Leave it out and choose the organisation of such customers one by one",
        )
    return domain


def domain_of(email: str) -> str:
    """What stands behind the ``@`` of a clean address."""
    return email.rpartition("@")[2]
