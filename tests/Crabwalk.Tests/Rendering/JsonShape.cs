using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crabwalk.Tests.Rendering;

/// <summary>
/// A message's JSON in a form that can be compared: one member per line; without what our data does not keep (the library's macros,
/// the text as rendered, lint names as codes) and with labels sorted by place.
/// </summary>
internal static class JsonShape
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The comparable text of a message.</summary>
    public static string Of(JsonNode message)
    {
        JsonObject copy = message.DeepClone().AsObject();
        copy.Remove("rendered");
        if (copy["code"]?["code"]?.GetValue<string>() is not ['E', >= '0' and <= '9', ..])
        {
            copy["code"] = null;
        }

        Simplify(copy);
        return copy.ToJsonString(Indented);
    }

    private static void Simplify(JsonObject message)
    {
        JsonArray spans = message["spans"]!.AsArray();
        JsonNode[] sorted = [.. spans.Select(s => s!.DeepClone()).OrderBy(s => (int)s["byte_start"]!).ThenBy(s => (int)s["byte_end"]!).ThenBy(s => (string?)s["label"], StringComparer.Ordinal)];
        spans.Clear();
        foreach (JsonNode span in sorted)
        {
            span.AsObject().Remove("expansion");
            KeepNoAccidents(span.AsObject());
            spans.Add(span);
        }

        foreach (JsonNode? child in message["children"]!.AsArray())
        {
            child!.AsObject().Remove("rendered");
            Simplify(child.AsObject());
        }
    }

    /// <summary>rustc tells an empty label from none, and leaves out the line of some empty spans at a line's start; neither means anything.</summary>
    private static void KeepNoAccidents(JsonObject span)
    {
        if ((string?)span["label"] is "")
        {
            span["label"] = null;
        }

        if ((int)span["column_end"]! == 1)
        {
            span["text"] = new JsonArray();
        }
    }
}
