using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Statement = Crabwalk.C.Tree.Statement;

namespace Crabwalk.C.Lowering;

/// <summary>
/// Declarations inside a function and how their objects get a first value (C17 6.7.9). What is known before the program runs is
/// copied in one go; the rest follows, value by value.
/// </summary>
internal sealed partial class FunctionLowering
{
    private void LowerDeclaration(Statement.Declaration declaration)
    {
        bool isAutomatic = declaration.Variable is { Storage: StorageDuration.Automatic };
        if (!declaration.Bounds.IsEmpty || (isAutomatic && declaration.Variable!.Initializer is not null))
        {
            MarkStatement(declaration.Span);
        }

        foreach (VariableBound bound in declaration.Bounds)
        {
            Evaluate(bound);
        }

        if (declaration.Variable is not { Storage: StorageDuration.Automatic } variable)
        {
            return;
        }

        if (variable.Type.IsVariableLength())
        {
            BeginDynamic(variable, declaration.Span);
        }

        LocalId local = LocalOf(variable);
        Mark(MarkKind.Declare, variable.Span, variable.Type.IsVariableLength() ? null : new Operand.Copy(local), variable.Type);
        if (variable.Initializer is { } initializer)
        {
            Initialize(local, variable.Type, initializer);
            Mark(MarkKind.Store, variable.Span, new Operand.Copy(local), variable.Type);
            Mark(MarkKind.FullExpression, initializer.Span);
        }
    }

    private void Initialize(LocalId local, CType type, Initializer initializer)
    {
        switch (initializer)
        {
            case Initializer.Single { Value: Expression.StringLiteral text } when type is CType.Array:
                InitializeWhole(local, type, [new([], 0, type, text, null)], initializer.Span);
                break;
            case Initializer.Single single:
                BeginFullExpression(single.Value);
                InitializeSingle(local, single);
                EndFullExpression(single.Value);
                break;
            case Initializer.List list:
                InitializeList(local, type, list);
                break;
        }
    }

    private void InitializeSingle(LocalId local, Initializer.Single single)
    {
        Ty type = TypeOf((Place)local);
        if (ReferenceEquals(_unit.Types.Lower(single.Value.Type), type))
        {
            Value(single.Value, local);
            return;
        }

        StoreIn(local, Convert(Value(single.Value), type, single.Span), single.Span);
    }

    private void InitializeList(LocalId local, CType type, Initializer.List list)
    {
        if (type is not (CType.Array or CType.Record))
        {
            InitializeScalar(local, list);
            return;
        }

        InitializeWhole(local, type, list.Entries, list.Span);
        long computedEnd = 0;
        foreach (InitializerEntry entry in list.Entries)
        {
            // A known value that comes after a computed one for the same part (C17 6.7.9p19) is written again after it.
            bool isKnown = StaticImage.IsKnown(entry);
            if (isKnown && entry.Offset >= computedEnd)
            {
                continue;
            }

            InitializeEntry(local, entry);
            computedEnd = Math.Max(computedEnd, StaticImage.OffsetsOf(_unit.CTypes, type, entry).Last() + (_unit.CTypes.SizeOf(entry.Type) ?? 0));
        }
    }

    // int x = { 5 };
    private void InitializeScalar(LocalId local, Initializer.List list)
    {
        StoreIn(local, Zero(TypeOf((Place)local)), list.Span);
        foreach (InitializerEntry entry in list.Entries)
        {
            ValueAs(entry.Value, local);
        }
    }

    // The bytes that are known, and zero everywhere else. An object all of whose parts are computed needs no zeros first.
    private void InitializeWhole(LocalId local, CType type, EquatableArray<InitializerEntry> entries, Span span)
    {
        if (entries.Span.Length > 0 && !HasKnown(entries) && _unit.CTypes.SizeOf(type) is { } size && CoversAll(entries, size))
        {
            return;
        }

        Allocation image = StaticImage.OfKnown(_unit, type, entries);
        Ty ty = TypeOf((Place)local);
        _code.Assign(local, new Rvalue.Use(new Operand.Constant(new ConstValue.Memory(ty, image))), span);
    }

    private static bool HasKnown(EquatableArray<InitializerEntry> entries)
    {
        foreach (InitializerEntry entry in entries)
        {
            if (StaticImage.IsKnown(entry))
            {
                return true;
            }
        }

        return false;
    }

    private bool CoversAll(EquatableArray<InitializerEntry> entries, long sizeBytes)
    {
        long covered = 0;
        foreach (InitializerEntry entry in entries)
        {
            // A gap may be padding, which may stay junk, or a member that nobody names, which is zero.
            if (entry.BitField is not null || entry.Offset != covered || StaticImage.HasRange(entry))
            {
                return false;
            }

            covered = entry.Offset + (_unit.CTypes.SizeOf(entry.Type) ?? 0);
        }

        return covered == sizeBytes;
    }

    private void InitializeEntry(LocalId local, InitializerEntry entry)
    {
        if (entry.Value is Expression.StringLiteral text && entry.Type is CType.Array array)
        {
            Ty type = _unit.Types.Lower(array);
            Allocation bytes = StaticImage.OfText(text.Data, _unit.CTypes.SizeOf(array) ?? text.Data.Bytes.Count);
            StoreEntry(local, entry, new Operand.Constant(new ConstValue.Memory(type, bytes)));
            return;
        }

        BeginFullExpression(entry.Value);
        Operand value = Value(entry.Value);
        StoreEntry(local, entry, Convert(value, _unit.Types.Lower(entry.Type), entry.Value.Span));
        EndFullExpression(entry.Value);
    }

    // gcc's [a ... b] = v: evaluated once, stored in each.
    private void StoreEntry(LocalId local, InitializerEntry entry, Operand value)
    {
        foreach (Place place in PlacesOf(local, entry))
        {
            _code.Assign(place, new Rvalue.Use(value), entry.Value.Span);
        }
    }

    private List<Place> PlacesOf(LocalId local, InitializerEntry entry)
    {
        IEnumerable<Place> places = [local];
        foreach (InitializerStep step in entry.Path)
        {
            places = step switch
            {
                InitializerStep.Member member => places.Select(p => p.Field(member.Field.DeclaredNumber, _unit.Types.Lower(member.Field.Type))),
                InitializerStep.Element element => places.SelectMany(p => ElementsOf(p, element)),
            };
        }

        return [.. places];
    }

    private static IEnumerable<Place> ElementsOf(Place array, InitializerStep.Element element)
    {
        for (long i = element.First; i <= element.Last; i++)
        {
            yield return array.Then(new Projection.ConstantIndex(i, i + 1, false));
        }
    }
}
