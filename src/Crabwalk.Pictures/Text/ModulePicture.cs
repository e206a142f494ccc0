using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>A step of a WebAssembly module's walk as text: source, instructions, operand stack, locals, memory.</summary>
public static class ModulePicture
{
    private const int NumberColumns = 4;
    private const int WidthForTwoColumns = 90;

    /// <summary>The whole step.</summary>
    public static TextCanvas Render(ModuleScene scene, TextOptions options)
    {
        List<EquatableArray<TextRun>> lines = [Header(scene, options), .. scene.Source.Select(line => Line(line, options))];
        TextCanvas code = Titled(scene.Function, scene.Instructions.Select(line => Line(line, options)), options.Width / 2 - 2, options);
        TextCanvas values = Operands(scene, options).Above(Values("locals", scene.Locals, options)).Above(Values("globals", scene.Globals, options));
        bool isWide = options.Width >= WidthForTwoColumns;
        TextCanvas machine = isWide ? code.Beside(values, Math.Max(code.Width + 2, options.Width / 2)) : code.Above(values);
        return new TextCanvas([.. lines]).Above(Sentence(scene, options)).Above(machine).Above(Memory(scene, options)).Above(Output(scene));
    }

    private static EquatableArray<TextRun> Header(ModuleScene scene, TextOptions options)
    {
        var line = new LineBuilder().Append(Repeat(options.Glyphs.Rule, 2) + " ", TextStyle.Soft);
        line.Append($"step {scene.Step} of {scene.StepCount}", TextStyle.Strong);
        line.Append($" {options.Glyphs.Dot} {scene.Place} ", TextStyle.Soft);
        line.Append(Repeat(options.Glyphs.Rule, Math.Max(options.Width - line.Width, 2)), TextStyle.Soft);
        return line.Build();
    }

    private static EquatableArray<TextRun> Line(NumberedLine line, TextOptions options)
    {
        string number = line.Number.ToString(CultureInfo.InvariantCulture).PadLeft(NumberColumns);
        return new LineBuilder()
            .Append(line.IsHere ? options.Glyphs.Here : " ", TextStyle.Now)
            .Append($"{number} | ", line.IsHere ? TextStyle.Now : TextStyle.Soft)
            .Append(line.Text)
            .Build();
    }

    private static TextCanvas Sentence(ModuleScene scene, TextOptions options)
    {
        List<EquatableArray<TextRun>> lines = [.. Wrap.Lines([new(scene.Sentence)], options.Width, indent: 0)];
        if (scene.Ending.Length > 0)
        {
            lines.Add([new($"the program {scene.Ending}", TextStyle.Strong)]);
        }

        return new([.. lines]);
    }

    private static TextCanvas Operands(ModuleScene scene, TextOptions options) => scene.Operands.IsEmpty
        ? new([[new("operand stack: empty", TextStyle.Strong)]])
        : Titled("operand stack, top first", scene.Operands.Reverse().Select(value => Row(value, 0, options)), 0, options);

    private static TextCanvas Values(string title, EquatableArray<ModuleValue> values, TextOptions options)
    {
        int names = values.IsEmpty ? 0 : values.Max(value => TextWidth.Of(value.Name));
        return values.IsEmpty ? new([]) : Titled(title, values.Select(value => Row(value, names, options)), 0, options);
    }

    private static TextCanvas Memory(ModuleScene scene, TextOptions options)
    {
        List<EquatableArray<TextRun>> lines = scene.Memory.IsEmpty ? [] : [[new("linear memory", TextStyle.Strong)]];
        foreach (MemoryPart part in scene.Memory)
        {
            int names = part.Values.Max(value => TextWidth.Of(value.Name));
            lines.Add([new($"  {part.Title}", TextStyle.Soft)]);
            lines.AddRange(part.Values.Select(value => new LineBuilder().Append("  ").Append(Row(value, names, options)).Build()));
        }

        return new([.. lines]);
    }

    private static TextCanvas Output(ModuleScene scene) => scene.Output.Length == 0 ? new([]) : new([
        [new("output", TextStyle.Strong)],
        .. scene.Output.TrimEnd('\n').Split('\n').Select(line => (EquatableArray<TextRun>)[new($"  {line}")]),
    ]);

    private static EquatableArray<TextRun> Row(ModuleValue value, int names, TextOptions options)
    {
        var line = new LineBuilder().Append(value.HasChanged ? $"{options.Glyphs.Changed} " : "  ", TextStyle.Changed);
        if (names > 0)
        {
            line.Append(value.Name.PadRight(names + 2), TextStyle.Code);
        }

        line.Append(value.Type.PadRight(5), TextStyle.Soft).Append(value.Value, value.HasChanged ? TextStyle.Changed : TextStyle.Value);
        return (value.Note.Length > 0 ? line.Append($"  {options.Glyphs.Arrow} {value.Note}", TextStyle.Soft) : line).Build();
    }

    private static TextCanvas Titled(string title, IEnumerable<EquatableArray<TextRun>> lines, int width, TextOptions options)
    {
        string fitting = width > 0 && title.Length > width ? title[..Math.Max(0, width - 1)] + options.Glyphs.Ellipsis : title;
        return new([[new(fitting, TextStyle.Strong)], .. lines]);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
