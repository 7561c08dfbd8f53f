"""The Spanish catalogue: `python -m launcher.translations` brings it up to date, `--check` judges it."""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from launcher.places import ROOT

LANGUAGE = "es"
SPANISH = ROOT / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(
    ("gettext_lazy", "ngettext_lazy:1,2", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3")
)
# What a translation has to repeat as it is: named values, tags, and the number a script puts in place of "#".
FIXED = re.compile(r"%\(\w+\)[a-z]|</?[a-z][^>]*>|#")


def extracted(root: Path = ROOT) -> Catalog:
    """Return every marked string below `root`, by the rules in babel.cfg. Raises what a broken template raises."""
    rules = io.StringIO((ROOT / "babel.cfg").read_text(encoding="utf-8"))
    methods, options = parse_mapping_cfg(rules)  # type: ignore[no-untyped-call]
    catalog = Catalog(project="Portico", fuzzy=False)
    for path, _line, words, comments, context in extract_from_dir(root, methods, options, KEYWORDS):
        catalog.add(words, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalog


def read(path: Path = SPANISH) -> Catalog:
    """Return a catalogue from its .po. Raises babel's PoFileError when the file is not well formed."""
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


def compiled(catalog: Catalog) -> bytes:
    """Return the .mo of a catalogue; the same catalogue gives the same bytes."""
    memory = io.BytesIO()
    write_mo(memory, catalog)
    return memory.getvalue()


def save(catalog: Catalog, path: Path = SPANISH) -> None:
    """Write the catalogue and its .mo next to it."""
    with path.open("wb") as file:
        write_po(file, catalog, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    # From the file, as the check will read it.
    path.with_suffix(".mo").write_bytes(compiled(read(path)))


def update(path: Path = SPANISH) -> None:
    """Take in new strings (untranslated), drop those no longer used, and compile."""
    catalog, template = read(path), extracted()
    template.creation_date = catalog.creation_date
    catalog.update(template, no_fuzzy_matching=True)
    save(catalog, path)


def problems(path: Path = SPANISH) -> Iterator[str]:
    """Yield what keeps the catalogue from being complete, one sentence each."""
    catalog = read(path)
    for message in extracted():
        if message.id:
            first = _forms(message.id)[0]
            known = catalog.get(first, message.context)
            if known is None or (message.pluralizable and not known.pluralizable):
                yield f"Missing from {path.name}: {first}"
    yield from faults(catalog)
    if path.with_suffix(".mo").read_bytes() != compiled(catalog):
        yield f"{path.with_suffix('.mo').name} was not compiled from this {path.name}"


def faults(catalog: Catalog) -> Iterator[str]:
    """Yield each message that is untranslated, fuzzy, or differs from its original in what must not change."""
    for message in catalog:
        if not message.id:
            continue
        originals, translations = _forms(message.id), _forms(message.string or "")
        if message.fuzzy:
            yield f"Fuzzy: {originals[0]}"
        elif not all(translations) or len(translations) < len(originals):
            yield f"Not translated: {originals[0]}"
        elif not _keeps_fixed(originals, translations) or message.check(catalog):
            yield f"Values or tags differ: {originals[0]}"


def _keeps_fixed(originals: tuple[str, ...], translations: tuple[str, ...]) -> bool:
    wanted = [sorted(FIXED.findall(original)) for original in originals]
    return all(
        sorted(FIXED.findall(translation)) == wanted[min(place, len(wanted) - 1)]
        for place, translation in enumerate(translations)
    )


def _forms(text: str | Sequence[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def main(arguments: list[str]) -> int:
    """Update the catalogue, or only judge it with `--check`; say what is left to do."""
    if "--check" not in arguments:
        update()
    found = list(problems())
    print("\n".join(found))
    if found:
        print(
            f"\n{len(found)} to put right in {SPANISH.relative_to(ROOT)}. `python -m launcher.translations`"
        )
        print("takes in new strings and compiles; the Spanish itself is written by hand.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
