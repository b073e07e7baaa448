"""import-linter, after a check that no package escapes it: an unlisted package would be neither seen nor refused."""

import re
import sys
import tomllib
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
UNLAYERED = {"manage", "tests", "helpdesk"}


def modules(folder: Path, prefix: str = "") -> set[str]:
    """The dotted names of the modules and packages directly inside a folder."""
    files = {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    return {prefix + name for name in files | {path.parent.name for path in folder.glob("*/__init__.py")}}


def main() -> int:
    """Print what is wrong and return 1, or return import-linter's own exit status."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    down = next(contract for contract in settings["contracts"] if contract["id"] == "down")
    layered = set(re.findall(r"[\w.]+", " ".join(down["layers"])))

    present = (modules(ROOT) | modules(ROOT / "helpdesk", "helpdesk.")) - UNLAYERED
    unseen = {name for name in present if "." not in name} - set(settings["root_packages"])
    problems = [f"{name} is in no layer of [tool.importlinter]" for name in sorted(present - layered)]
    problems += [f"{name} is missing from root_packages of [tool.importlinter]" for name in sorted(unseen)]
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    sys.path.insert(0, str(ROOT))
    return lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_logo=True)


if __name__ == "__main__":
    sys.exit(main())
