using Crabwalk.Foundation.Text;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Generation;

/// <summary>The code of one function in the making: instructions, locals and the places they come from.</summary>
internal sealed class CodeBuilder
{
    private readonly List<Instruction> _code = [];
    private readonly List<CodeMark> _marks = [];
    private readonly List<WasmType> _locals = [];
    private readonly List<string> _names = [];
    private Span _source;

    /// <summary>The instructions so far.</summary>
    public IReadOnlyList<Instruction> Code => _code;

    /// <summary>The types of parameters and locals.</summary>
    public IReadOnlyList<WasmType> Locals => _locals;

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Where the instructions come from.</summary>
    public IReadOnlyList<CodeMark> Marks => _marks;

    /// <summary>A new local; the first ones are the parameters.</summary>
    public int NewLocal(WasmType type, string name = "")
    {
        _locals.Add(type);
        _names.Add(name);
        return _locals.Count - 1;
    }

    /// <summary>What follows comes from this text.</summary>
    public void ComesFrom(Span source) => _source = source;

    /// <summary>Appends an instruction.</summary>
    public void Add(Instruction instruction)
    {
        if (_marks.Count == 0 || _marks[^1].Source != _source)
        {
            _marks.Add(new(_code.Count, _source));
        }

        _code.Add(instruction);
    }

    /// <summary>Appends an instruction.</summary>
    public void Add(Opcode opcode, long immediate = 0) => Add(new Instruction(opcode, immediate));

    /// <summary>Appends instructions.</summary>
    public void AddAll(IEnumerable<Instruction> instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            Add(instruction);
        }
    }

    /// <summary>Pushes a 32-bit number.</summary>
    public void Const(long value) => Add(Opcode.I32Const, unchecked((int)value));

    /// <summary>Pushes a local.</summary>
    public void Get(int local) => Add(Opcode.LocalGet, local);

    /// <summary>Takes a value into a local.</summary>
    public void Set(int local) => Add(Opcode.LocalSet, local);

    /// <summary>Takes a value into a local and leaves it.</summary>
    public void Tee(int local) => Add(Opcode.LocalTee, local);
}
