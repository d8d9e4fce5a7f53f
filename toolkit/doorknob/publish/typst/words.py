"""The few words that the page itself says, in the languages it knows; English for others."""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = {
    "page": "Page", "of": "of", "figure": "Figure",
    "note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning",
    "caution": "Caution", "danger": "Danger", "success": "Well done",
    "keyidea": "Key idea", "notes": "Trainer’s notes", "why": "Why",
    "error": "Error", "image": "image", "table": "Table", "atonce": "At a glance", "quotes": "“”‘’",
}  # fmt: skip
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": _ENGLISH,
    "de": {
        "page": "Seite", "of": "von", "figure": "Abbildung",
        "note": "Hinweis", "tip": "Tipp", "important": "Wichtig", "warning": "Warnung",
        "caution": "Vorsicht", "danger": "Gefahr", "success": "Gut gemacht",
        "keyidea": "Kerngedanke", "notes": "Für die Trainerin, den Trainer", "why": "Warum",
        "error": "Fehler", "image": "Bild", "table": "Tabelle",
        "atonce": "Auf einen Blick", "quotes": "„“‚‘",
    },
    "fr": {
        "page": "Page", "of": "sur", "figure": "Figure",
        "note": "Remarque", "tip": "Conseil", "important": "Important",
        "warning": "Avertissement", "caution": "Prudence", "danger": "Danger",
        "success": "Bravo", "keyidea": "L’essentiel", "notes": "Notes pour l’animation",
        "why": "Pourquoi", "error": "Erreur", "image": "image", "table": "Tableau",
        "atonce": "En un coup d’œil", "quotes": "«»“”",
    },
    "es": {
        "page": "Página", "of": "de", "figure": "Figura",
        "note": "Nota", "tip": "Consejo", "important": "Importante", "warning": "Advertencia",
        "caution": "Precaución", "danger": "Peligro", "success": "Bien hecho",
        "keyidea": "Idea clave", "notes": "Notas para el formador", "why": "Por qué",
        "error": "Error", "image": "imagen", "table": "Tabla",
        "atonce": "De un vistazo", "quotes": "«»“”",
    },
}  # fmt: skip


def words(lang: str) -> Mapping[str, str]:
    """Give the page's words in a language.

    >>> words("de")["page"], words("nl")["page"]
    ('Seite', 'Page')
    """
    return _WORDS.get(lang, _ENGLISH)
