using Crabwalk.Foundation.Collections;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Pictures.Text;

/// <summary>The permissions that lines give (<c>+</c>), take (<c>-</c>) and leave, as letters R, W and O; and those that are missing.</summary>
internal sealed class PermissionRows(OwnershipFunction function, TextOptions options) : ILineNotes
{
    private readonly ILookup<int, PermissionScene> _changes = function.Changes.ToLookup(change => change.Line);
    private readonly ILookup<int, MissingScene> _missing = function.Missing.ToLookup(missing => missing.Line);
    private readonly int _widest = function.Changes.Select(change => change.Place).Concat(function.Missing.Select(missing => missing.Place)).Select(TextWidth.Of).DefaultIfEmpty().Max();

    public int MarginColumns => 0;

    public EquatableArray<TextRun> Margin(int line) => [];

    public EquatableArray<TextRun> MarginBelow(int line) => [];

    public IEnumerable<EquatableArray<TextRun>> Of(int line) => _missing[line].Select(Missing).Concat(_changes[line].Select(Change));

    private EquatableArray<TextRun> Change(PermissionScene change) => new LineBuilder()
        .Append(change.Place, TextStyle.Code).PadTo(_widest + 2)
        .Append(Right("R", change.Before.Read, change.After.Read))
        .Append(Right("W", change.Before.Write, change.After.Write))
        .Append(Right("O", change.Before.Own, change.After.Own))
        .Append(" " + change.Because, TextStyle.Soft).Build();

    private EquatableArray<TextRun> Missing(MissingScene missing) => new LineBuilder()
        .Append(missing.Place, TextStyle.Code).PadTo(_widest + 2)
        .Append(Needed("R", missing.Needed.Read))
        .Append(Needed("W", missing.Needed.Write))
        .Append(Needed("O", missing.Needed.Own))
        .Append(" is needed here and missing", TextStyle.Error).Build();

    private EquatableArray<TextRun> Needed(string letter, bool isNeeded) => [new(isNeeded ? $"{options.Glyphs.Wrong}{letter} " : "   ", TextStyle.Error)];

    private EquatableArray<TextRun> Right(string letter, bool before, bool after) => (before, after) switch
    {
        (false, true) => [new($"+{letter} ", TextStyle.Changed)],
        (true, false) => [new($"-{letter} ", TextStyle.Freed)],
        (true, true) => [new($" {letter} ", TextStyle.Value)],
        (false, false) => [new($" {options.Glyphs.Dot} ", TextStyle.Soft)],
    };
}
