using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Machine.Code;

/// <summary>Functions that call setjmp: a variable that changes before longjmp comes back has no value then (C17 7.13.2.1p3).</summary>
internal sealed partial class BodyCompiler
{
    private bool CallsSetjmp => _body.Language == SourceLanguage.C && _body.Blocks.Any(block =>
        block.Terminator.Kind is TerminatorKind.Call { Function: Operand.Constant { Value: ConstValue value } } && value.Type is Ty.FnDef function
        && _image.Program.Definitions[function.Definition].Name == "__crabwalk_setjmp");

    // Scalars only: arrays and structures lie in memory on every machine, where longjmp leaves them as they are.
    private JumpSnapshot? PlaceSnapshot()
    {
        if (!CallsSetjmp)
        {
            return null;
        }

        HashSet<LocalId> exempt = VolatileLocals();
        LocalId[] locals = [.. _body.Variables.Where(v => v.Place.IsLocal).Select(v => v.Place.Local).Distinct().Where(IsSnapshotted)];
        var snapshot = new JumpSnapshot(0, [.. locals]);
        return snapshot with { Offset = TakeFrame(snapshot.SizeBytes, 8) };

        bool IsSnapshotted(LocalId local) =>
            !exempt.Contains(local) && _slots[local.Index].Kind is not (ValueKind.None or ValueKind.Empty or ValueKind.Fat or ValueKind.LongDouble);
    }

    private HashSet<LocalId> VolatileLocals() =>
    [
        .. _body.Blocks.SelectMany(block => block.Statements).Select(s => s.Kind).OfType<StatementKind.Assign>()
            .Where(a => a is { IsVolatile: true, Place.IsLocal: true }).Select(a => a.Place.Local),
    ];
}
