using Crabwalk.Foundation.Collections;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Interpretation;

/// <summary>Where a block ends and how many values it takes and gives.</summary>
/// <param name="Else">The number of its <c>else</c>; -1 for none.</param>
/// <param name="End">The number of its <c>end</c>.</param>
/// <param name="Takes">How many values it takes.</param>
/// <param name="Gives">How many values it gives.</param>
internal readonly record struct Structure(int Else, int End, int Takes, int Gives);

/// <summary>A valid function with what a run asks of it at every turn.</summary>
internal sealed class PreparedFunction
{
    private readonly EquatableArray<Instruction> _code;

    private PreparedFunction(WasmModule module, int number, WasmFunction function)
    {
        FunctionType type = module.Types[function.Type];
        Number = number;
        _code = function.Code;
        Takes = type.Parameters.Count;
        Gives = type.Results.Count;
        LocalCount = Takes + function.Locals.Count;
        Structures = new Structure[_code.Count];
    }

    /// <summary>Its number among all functions.</summary>
    public int Number { get; }

    /// <summary>Its instructions.</summary>
    public ReadOnlySpan<Instruction> Code => _code.Span;

    /// <summary>How many parameters it has.</summary>
    public int Takes { get; }

    /// <summary>How many results it has.</summary>
    public int Gives { get; }

    /// <summary>How many parameters and locals it has together.</summary>
    public int LocalCount { get; }

    /// <summary>For each instruction that begins a block, and each <c>else</c>, the block.</summary>
    public Structure[] Structures { get; }

    /// <summary>Finds the ends of all blocks of a function.</summary>
    public static PreparedFunction Of(WasmModule module, int number)
    {
        var prepared = new PreparedFunction(module, number, module.Functions[number - module.Imports.Count]);
        prepared.FindStructures(module);
        return prepared;
    }

    private void FindStructures(WasmModule module)
    {
        var open = new Stack<int>();
        for (int at = 0; at < _code.Count - 1; at++)
        {
            switch (_code[at].Opcode)
            {
                case Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable:
                    FunctionType type = BlockType.Of(_code[at].Immediate, module.Types)!;
                    Structures[at] = new(-1, -1, type.Parameters.Count, type.Results.Count);
                    open.Push(at);
                    break;
                case Opcode.Else:
                    Structures[open.Peek()] = Structures[open.Peek()] with { Else = at };
                    break;
                case Opcode.End:
                    Close(open.Pop(), at);
                    break;
            }
        }
    }

    private void Close(int start, int end)
    {
        Structures[start] = Structures[start] with { End = end };
        if (Structures[start].Else is >= 0 and int @else)
        {
            Structures[@else] = Structures[start];
        }
    }
}
