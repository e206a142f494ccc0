using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Printing;

namespace Crabwalk.Workbench.Walking;

/// <summary>One MIR statement or terminator of a listing.</summary>
/// <param name="Location">Where it stands in its body.</param>
/// <param name="Text">Its text.</param>
/// <param name="Place">The text that asked for it.</param>
public sealed record CodeLine(Location Location, string Text, Span Place);

/// <summary>
/// A function's MIR, line by line, as a debugger lists machine code. Marks are left out: they compute nothing. A place of the
/// body that has no line of its own, such as a mark, stands at the next one that has.
/// </summary>
public sealed class CodeListing
{
    private readonly List<CodeLine> _lines = [];

    private CodeListing(string title) => Title = title;

    /// <summary>The function as its program declares it.</summary>
    public string Title { get; }

    /// <summary>The lines in the order of blocks.</summary>
    public IReadOnlyList<CodeLine> Lines => _lines;

    /// <summary>The listing of a function; null when it has no code.</summary>
    public static CodeListing? Of(MirProgram program, DefId function)
    {
        if (program.FindBody(function) is not { } body)
        {
            return null;
        }

        var listing = new CodeListing(body.Title.Length > 0 ? body.Title : program.Definitions[function].Name);
        foreach (BlockId block in body.Blocks.Ids)
        {
            listing.Add(program, body, block);
        }

        return listing;
    }

    /// <summary>The index of the line that a place of the body stands at.</summary>
    public int IndexOf(Location location)
    {
        int found = _lines.FindIndex(line => line.Location.Block == location.Block && line.Location.Statement >= location.Statement);
        return Math.Max(0, found);
    }

    private void Add(MirProgram program, Body body, BlockId block)
    {
        List<Statement> statements = body.Blocks[block].Statements;
        for (int i = 0; i < statements.Count; i++)
        {
            if (statements[i].Kind is not (StatementKind.Mark or StatementKind.Nop))
            {
                Add(program, body, new(block, i), statements[i].Source);
            }
        }

        Add(program, body, new(block, statements.Count), body.Blocks[block].Terminator.Source);
    }

    private void Add(MirProgram program, Body body, Location at, SourceInfo source) =>
        _lines.Add(new(at, MirPrinter.Print(body, at, program.Definitions, program.Sources), source.Span));
}
