using System.Reflection.Emit;
using static Crabwalk.Machine.Execution.Interpreter;

namespace Crabwalk.Machine.Compiled;

/// <summary>
/// Leaving to the interpreter. Instructions near each other share the code that writes their slots back, each with its own entry that
/// says where to go on. A slot that only a neighbour needs is dead where it is not, so writing it back too does no harm.
/// </summary>
internal sealed unsafe partial class IlEmitter
{
    private const int SitesInChunk = 10;

    private sealed class Chunk(InlineScope scope, Slots slots, Label label)
    {
        public InlineScope Scope => scope;

        public Slots Slots => slots;

        public Label Label => label;

        public List<(Label Label, nint Home)> Sites { get; } = [];
    }

    private readonly LocalBuilder _exitAt;
    private readonly Label _leave;
    private readonly List<Chunk> _chunks = [];
    private Chunk? _chunk;
    private int _exitOf = -1;
    private Label _exit;
    private int _at;

    /// <summary>Where the current instruction goes when the interpreter must carry it out.</summary>
    private Label Exit
    {
        get
        {
            if (_exitOf != _at)
            {
                _exitOf = _at;
                _exit = AddSite(_flat.Instrs[_at]);
            }

            return _exit;
        }
    }

    private void CloseChunk() => _chunk = null;

    private Label AddSite(in FlatInstr instr)
    {
        if (_chunk is null || _chunk.Scope != instr.Scope || _chunk.Sites.Count == SitesInChunk)
        {
            _chunk = new Chunk(instr.Scope, new Slots(SlotUse.RegisterCount(_flat) * 2), _il.DefineLabel());
            _chunks.Add(_chunk);
        }

        _chunk.Slots.UnionWithBoth(_flow.LiveAt(_at), _flow.DirtyAt(_at));
        Label label = _il.DefineLabel();
        _chunk.Sites.Add((label, instr.Home));
        return label;
    }

    private void WriteExits()
    {
        foreach (Chunk chunk in _chunks)
        {
            foreach ((Label label, nint home) in chunk.Sites)
            {
                _il.MarkLabel(label);
                Long(home);
                _il.Emit(OpCodes.Conv_I);
                _il.Emit(OpCodes.Stloc, _exitAt);
                _il.Emit(OpCodes.Br, chunk.Label);
            }

            _il.MarkLabel(chunk.Label);
            foreach (int slot in chunk.Slots.All)
            {
                WriteBack(slot);
            }

            OpenFrames(chunk.Scope);
            _il.Emit(OpCodes.Br, _leave);
        }

        _il.MarkLabel(_leave);
        WriteCounters();
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, _exitAt);
        _il.Emit(OpCodes.Stfld, Members.Next);
        Int(1);
        _il.Emit(OpCodes.Ret);
    }

    private void OpenFrames(InlineScope scope)
    {
        if (scope.Parent is null)
        {
            return;
        }

        OpenFrames(scope.Parent);
        _il.Emit(OpCodes.Ldarg_0);
        Long(scope.Call);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Ldloc, SerialOf(scope));
        _il.Emit(OpCodes.Call, Members.PushInlined);
    }

    private LocalBuilder SerialOf(InlineScope scope)
    {
        if (!_scopeSerials.TryGetValue(scope.Number, out LocalBuilder? serial))
        {
            serial = _il.DeclareLocal(typeof(int));
            _scopeSerials.Add(scope.Number, serial);
        }

        return serial;
    }

    private void WriteCounters()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, _fuel);
        _il.Emit(OpCodes.Stfld, Members.Fuel);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, _serial);
        _il.Emit(OpCodes.Stfld, Members.Serial);
    }
}
