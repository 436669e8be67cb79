"""Code, coloured on the server: classes only, whose colours are tokens of the page.

Comes in: text and the name of a language that an editor chose. Goes out: markup with every sign escaped.
Called by the tag `highlighted`. The same code is coloured once per process.
"""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

# What the names of Pygments are called; "text" is coloured by nothing.
LANGUAGES = [
    ("text", _("plain text")),
    ("bash", "Bash"),
    ("c", "C"),
    ("csharp", "C#"),
    ("cpp", "C++"),
    ("css", "CSS"),
    ("diff", "Diff"),
    ("docker", "Dockerfile"),
    ("go", "Go"),
    ("hcl", "HCL (Terraform)"),
    ("html", "HTML"),
    ("http", "HTTP"),
    ("ini", "INI"),
    ("java", "Java"),
    ("javascript", "JavaScript"),
    ("json", "JSON"),
    ("kotlin", "Kotlin"),
    ("nginx", "Nginx"),
    ("php", "PHP"),
    ("powershell", "PowerShell"),
    ("python", "Python"),
    ("r", "R"),
    ("ruby", "Ruby"),
    ("rust", "Rust"),
    ("sql", "SQL"),
    ("swift", "Swift"),
    ("toml", "TOML"),
    ("typescript", "TypeScript"),
    ("xml", "XML"),
    ("yaml", "YAML"),
]
FORMATTER = HtmlFormatter(nowrap=True)
KEPT = 256  # pieces of code whose markup a process remembers


@lru_cache(maxsize=KEPT)
def highlighted(code: str, language: str) -> SafeString:
    """`code` as markup for a <pre>, without blank lines at its ends; raises nothing on code that is wrong."""
    lexer = get_lexer_by_name(language, stripnl=True)
    return mark_safe(highlight(code, lexer, FORMATTER).rstrip("\n"))  # noqa: S308 - the formatter escapes
