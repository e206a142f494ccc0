using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.DebugAdapter.Session;
using Crabwalk.Mir.Definitions;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.DebugAdapter.Looking;

/// <summary>Looking at bytes and at MIR.</summary>
internal sealed class MemoryCommands(SessionState state)
{
    private const int MostInstructions = 2000;

    /// <summary>Adds the requests.</summary>
    public void AddTo(CommandTable table)
    {
        table.Add("readMemory", DapJson.Default.ReadMemoryArguments, DapJson.Default.ReadMemoryBody, ReadMemory);
        table.Add("disassemble", DapJson.Default.DisassembleArguments, DapJson.Default.DisassembleBody, Disassemble);
    }

    private ReadMemoryBody ReadMemory(ReadMemoryArguments arguments)
    {
        ulong address = unchecked(MemoryReferences.Parse(arguments.MemoryReference) + (ulong)arguments.Offset);
        MemoryPiece piece = state.Walk.ReadMemory(state.At.Grain, state.At.Step, new(address, arguments.Count));
        byte[] bytes = [.. piece.Bytes.Select(one => one.Value)];
        return new(MemoryReferences.Of(piece.Address), piece.UnreadableAfter, Convert.ToBase64String(bytes));
    }

    /// <summary>As many lines as were asked for: before and after the function they are marked as no code at all.</summary>
    private DisassembleBody Disassemble(DisassembleArguments arguments)
    {
        ulong address = unchecked(MemoryReferences.Parse(arguments.MemoryReference) + (ulong)arguments.Offset);
        (DefId function, int line) = CodeAddresses.Parse(address);
        if (new CodeAddresses(state.Walk).ListingOf(function) is not { } listing)
        {
            throw new RefusedException("there is no code at this address");
        }

        int first = line + Math.Clamp(arguments.InstructionOffset, -MostInstructions, MostInstructions);
        int count = Math.Clamp(arguments.InstructionCount, 0, MostInstructions);
        return new([.. Enumerable.Range(first, count).Select(index => InstructionAt(listing, function, index))]);
    }

    private DisassembledInstruction InstructionAt(CodeListing listing, DefId function, int index)
    {
        string address = MemoryReferences.Of(unchecked(CodeAddresses.AddressOf(function, 0) + (ulong)index));
        if (index < 0 || index >= listing.Lines.Count)
        {
            return new(address, "", PresentationHint: "invalid");
        }

        CodeLine line = listing.Lines[index];
        string text = $"{line.Location.Block}[{line.Location.Statement}]  {line.Text}";
        string? symbol = index == 0 ? listing.Title : null;
        if (line.Place == default)
        {
            return new(address, text, Symbol: symbol);
        }

        TextRange place = state.Program.Places.RangeOf(line.Place);
        Source source = state.Program.Places.SourceOf(state.Walk.Program.Sources.Outermost(line.Place).Source);
        return new(address, text, source, place.Line - 1 + state.FirstLine, symbol);
    }
}
