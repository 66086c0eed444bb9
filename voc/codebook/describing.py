"""A description as JSON Schema (2020-12), for the completion and checks of editors."""

from __future__ import annotations

from typing import Any

from voc.codebook.shapes import Free, List, Number, Record, Shape, Text


def describe(shape: Shape) -> dict[str, Any]:
    """The shape as JSON Schema (2020-12)."""
    match shape:
        case Text():
            return {"enum": list(shape.choices)} if shape.choices else {"type": "string", "pattern": shape.pattern}
        case Number():
            return {"type": "integer" if shape.whole else "number", "minimum": shape.low, "maximum": shape.high}
        case List():
            size = {"minItems": shape.exactly or 1} | ({"maxItems": shape.exactly} if shape.exactly else {})
            return {"type": "array", "items": describe(shape.of), **size} | (
                {"uniqueItems": True} if shape.unique else {}
            )
        case Record():
            return _describe_record(shape)
        case Free():
            inner = describe(shape.value)
            offered = {"properties": dict.fromkeys(shape.known, inner)} if shape.known else {}
            names = {"propertyNames": describe(shape.key)}
            return {"type": "object", "minProperties": 1, **offered, **names, "additionalProperties": inner}


def _describe_record(shape: Record) -> dict[str, Any]:
    properties = {}
    for name, key in shape.keys.items():
        default = {} if key.default is None else {"default": key.default}
        properties[name] = {"description": key.about, **default, **describe(key.shape)}
    whole: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if shape.required:
        whole["required"] = list(shape.required)
    if shape.own or shape.own_any:
        needs: dict[str, Any] = {"required": list(shape.own)} if shape.own else {}
        if shape.own_any:
            needs["anyOf"] = [{"required": [key]} for key in shape.own_any]
        whole |= {"if": {"properties": {shape.name: {"enum": list(shape.builtin)}}}, "else": needs}
    if not shape.short:
        return whole
    alone = {"enum": list(shape.builtin)} if shape.builtin else describe(shape.keys[shape.name].shape)
    return {"anyOf": [alone, whole]}
