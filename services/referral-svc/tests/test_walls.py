"""The wall around identity is a property of the import graph (see also the contracts in pyproject.toml)."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "referral_svc"
#: Words that only disclosure may use for a field or a column about the person.
IDENTIFYING = {"birth_name", "birth_date", "birth_year", "nir", "patient", "informed_by", "cover"}
NAMES = {"family_name", "given_name", "address", "phone"}
#: A professional's names are no secret (`partners`: bodies outside; `mailboxes`: a structure's mail).
OF_PROFESSIONALS = {"known", "solicitations", "rulebook", "calls", "partners", "home_returns", "mailboxes"}


def _imports(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_nobody_imports_disclosure_but_main_and_deps() -> None:
    importers = {
        module.relative_to(SOURCE).as_posix()
        for module in SOURCE.rglob("*.py")
        if "disclosure" not in module.relative_to(SOURCE).parts
        and any(name.startswith("referral_svc.disclosure") for name in _imports(module))
    }
    assert importers == {"main.py", "deps.py"}


def test_no_folder_outside_disclosure_declares_a_field_about_the_person() -> None:
    for module in SOURCE.rglob("*.py"):
        if "disclosure" in module.relative_to(SOURCE).parts:
            continue
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                assert node.target.id not in IDENTIFYING, (module.name, node.target.id)
                if module.parent.name not in OF_PROFESSIONALS:
                    assert node.target.id not in NAMES, (module.name, node.target.id)


def test_only_the_entity_writes_the_status_of_a_request() -> None:
    writers = {
        module.relative_to(SOURCE).as_posix()
        for module in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "status"
    }
    assert writers == {"referrals/entity/life_cycle.py"}
