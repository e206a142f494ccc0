using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crabwalk.Foundation.Text;

namespace Crabwalk.Foundation.Diagnostics.Rendering;

/// <summary>A message as the JSON object that rustc writes with <c>--error-format=json</c>, on one line, so that tools made for rustc read ours.</summary>
public static class JsonRenderer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object, without a line break.</summary>
    /// <param name="diagnostic">The message.</param>
    /// <param name="map">The sources.</param>
    /// <param name="explanation">The long explanation of a code, or null where there is none.</param>
    public static string Render(Diagnostic diagnostic, SourceMap map, Func<string, string?>? explanation = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            var message = new MessageWriter(writer, map);
            message.Write(diagnostic, explanation);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private sealed class MessageWriter(Utf8JsonWriter writer, SourceMap map)
    {
        public void Write(Diagnostic diagnostic, Func<string, string?>? explanation)
        {
            writer.WriteStartObject();
            writer.WriteString("$message_type", "diagnostic");
            writer.WriteString("message", diagnostic.Message);
            WriteCode(diagnostic.Code, explanation);
            writer.WriteString("level", HumanRenderer.Word(diagnostic.Severity));
            WriteLabels(AllLabels(diagnostic), diagnostic.Primary);
            writer.WriteStartArray("children");
            foreach (SubDiagnostic child in diagnostic.Children)
            {
                WriteChild(child.Severity, child.Message, () => WriteSubSpans(child));
            }

            foreach (SubDiagnostic note in MacroTrail.MacrosOf(diagnostic, map))
            {
                WriteChild(note.Severity, note.Message, () => WriteSubSpans(note));
            }

            foreach (Fix fix in diagnostic.Fixes)
            {
                WriteChild(Severity.Help, fix.Title, () => WriteEdits(fix));
            }

            writer.WriteEndArray();
            WriteStory(diagnostic);
            writer.WriteString("rendered", HumanRenderer.Render(diagnostic, map).ToString());
            writer.WriteEndObject();
        }

        /// <summary>Labels with words first, then bare primary places, as rustc keeps them.</summary>
        private static List<Label> AllLabels(Diagnostic diagnostic)
        {
            Label[] all = diagnostic.Primary is { } primary ? [primary, .. diagnostic.Labels] : [.. diagnostic.Labels];
            return [.. all.Where(l => l.Text.Length > 0), .. all.Where(l => l.Text.Length == 0)];
        }

        private void WriteCode(string code, Func<string, string?>? explanation)
        {
            if (code.Length == 0)
            {
                writer.WriteNull("code");
                return;
            }

            writer.WriteStartObject("code");
            writer.WriteString("code", code);
            writer.WriteString("explanation", explanation?.Invoke(code));
            writer.WriteEndObject();
        }

        private void WriteChild(Severity severity, string message, Action writeSpans)
        {
            writer.WriteStartObject();
            writer.WriteString("message", message);
            writer.WriteNull("code");
            writer.WriteString("level", HumanRenderer.Word(severity));
            writeSpans();
            writer.WriteStartArray("children");
            writer.WriteEndArray();
            writer.WriteNull("rendered");
            writer.WriteEndObject();
        }

        private void WriteSubSpans(SubDiagnostic child)
        {
            if (child.Edits.IsEmpty)
            {
                WriteLabels([.. child.Labels], child.Labels.IsEmpty ? null : child.Labels[0]);
            }
            else
            {
                WriteEdits(new(child.Message, child.Edits));
            }
        }

        private void WriteLabels(List<Label> labels, Label? primary)
        {
            writer.WriteStartArray("spans");
            foreach (Label label in labels)
            {
                bool isPrimary = label.IsPrimary || label.Span == primary?.Span;
                WriteSpan(MacroTrail.PlaceOf(label.Span, map), isPrimary, label.Text.Length > 0 ? label.Text : null, null, null);
            }

            writer.WriteEndArray();
        }

        private void WriteEdits(Fix fix)
        {
            writer.WriteStartArray("spans");
            foreach (Edit edit in fix.Edits.Concat(fix.Alternatives.SelectMany(a => a)))
            {
                WriteSpan(edit.Span, isPrimary: true, null, edit.NewText, fix.Applicability.ToString());
            }

            writer.WriteEndArray();
        }

        private void WriteSpan(Span span, bool isPrimary, string? label, string? replacement, string? applicability)
        {
            SourceText source = map[span.Source];
            Place start = Columns.PlaceOf(source, span.Start), end = Columns.PlaceOf(source, span.End);
            writer.WriteStartObject();
            writer.WriteString("file_name", source.Path);
            writer.WriteNumber("byte_start", span.Start);
            writer.WriteNumber("byte_end", span.End);
            writer.WriteNumber("line_start", start.Line);
            writer.WriteNumber("line_end", end.Line);
            writer.WriteNumber("column_start", start.Column + 1);
            writer.WriteNumber("column_end", end.Column + 1);
            writer.WriteBoolean("is_primary", isPrimary);
            WriteText(source, start, end);
            writer.WriteString("label", label);
            writer.WriteString("suggested_replacement", replacement);
            writer.WriteString("suggestion_applicability", applicability);
            WriteExpansion(span);
            writer.WriteEndObject();
        }

        private void WriteText(SourceText source, Place start, Place end)
        {
            writer.WriteStartArray("text");
            for (int line = start.Line; line <= end.Line; line++)
            {
                string text = source.LineText(line - 1);
                writer.WriteStartObject();
                writer.WriteString("text", text);
                writer.WriteNumber("highlight_start", line == start.Line ? start.Column + 1 : 1);
                writer.WriteNumber("highlight_end", (line == end.Line ? end.Column : text.EnumerateRunes().Count()) + 1);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        private void WriteExpansion(Span span)
        {
            if (map.ExpansionOf(span) is not { } expansion)
            {
                writer.WriteNull("expansion");
                return;
            }

            writer.WriteStartObject("expansion");
            writer.WritePropertyName("span");
            WriteSpan(expansion.CallSite, isPrimary: false, null, null, null);
            writer.WriteString("macro_decl_name", expansion.Name);
            writer.WritePropertyName("def_site_span");
            WriteSpan(expansion.Definition, isPrimary: false, null, null, null);
            writer.WriteEndObject();
        }

        /// <summary>Ours, beyond rustc's object, and only where there is a story: readers of rustc's form skip what they do not know.</summary>
        private void WriteStory(Diagnostic diagnostic)
        {
            if (diagnostic.Story.IsEmpty)
            {
                return;
            }

            writer.WriteStartArray("story");
            foreach (StoryBeat beat in diagnostic.Story)
            {
                writer.WriteStartObject();
                writer.WriteString("text", beat.Text);
                if (beat.Step is { } step)
                {
                    writer.WriteNumber("step", step);
                }

                writer.WritePropertyName("span");
                WriteSpan(beat.Span, isPrimary: false, null, null, null);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }
    }
}
