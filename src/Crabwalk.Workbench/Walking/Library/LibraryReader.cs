using Crabwalk.Machine.Inspect;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking.Library;

/// <summary>Takes values of library types apart by the names of their fields, and reads what they own where a view needs it.</summary>
internal sealed class LibraryReader(DefTable definitions, ValueReader values, IMemoryView memory)
{
    /// <summary>The view of a value; null for a value that is not of a library type with a view, or that was not written yet.</summary>
    public LibraryView? Of(ValueView value) =>
        value is ValueView.Struct { Type: Ty.Adt adt } record && definitions[adt.Definition.Id] is { IsLibrary: true } definition
            && LibraryTable.Views.TryGetValue(definition.Path, out Func<LibraryReader, ValueView.Struct, LibraryView?>? view)
            ? view(this, record)
            : null;

    /// <summary>True for a struct of the library, such as an iterator, whose fields are nobody's business but the library's.</summary>
    public bool IsHidden(ValueView.Struct record) =>
        record is { Variant: null, Type: Ty.Adt { Definition.Kind: AdtKind.Struct } adt } && !record.Members.IsEmpty && definitions[adt.Definition.Id].IsLibrary;

    /// <summary>The elements of an array anywhere in memory.</summary>
    public ValueView ReadArray(ulong address, Ty element, long count) => values.ReadArray(address, element, null, count);

    /// <summary>The items of a row in their order; none when its buffer is gone.</summary>
    public IEnumerable<ValueView> ItemsOf(LibraryView.Sequence sequence)
    {
        if (sequence.Data.Target is not { State: AllocationState.Live } || ReadArray(sequence.Data.PointsTo, sequence.Element, sequence.Capacity) is not ValueView.Array places)
        {
            yield break;
        }

        for (long item = 0; item < sequence.Length; item++)
        {
            long place = (sequence.First + item) % Math.Max(sequence.Capacity, 1);
            if (place < places.Elements.Count)
            {
                yield return places.Elements[(int)place].Value;
            }
        }
    }

    /// <summary>The bytes of a text; null when they cannot all be read or were not all written.</summary>
    public byte[]? ReadText(ulong address, long length)
    {
        byte[] bytes = new byte[length];
        bool[] written = new bool[length];
        return memory.TryRead(address, bytes, written) && !written.Contains(false) ? bytes : null;
    }

    /// <summary>What a pointer leads to, when that is to be seen.</summary>
    public ValueView? ReadTarget(ValueView.Pointer pointer) => values.ReadTarget(pointer);

    /// <summary>The counts of a shared value with the value, also of one without a size of its own: <c>Rc&lt;str&gt;</c>, <c>Rc&lt;dyn Trait&gt;</c>.</summary>
    public LibraryView.Counted? CountsOf(LibraryView.Shared shared)
    {
        if (values.ReadTarget(shared.Inner) is { } whole)
        {
            return Of(whole) as LibraryView.Counted;
        }

        return shared.Tail is { } tail && values.ReadWord(shared.Inner.PointsTo) is { } strong && values.ReadWord(shared.Inner.PointsTo + 8) is { } weak
            && values.ReadTail(shared.Inner, tail, beforeBytes: 16) is { } value
            ? new(strong, (long)weak.Bits - 1, value)
            : null;
    }

    /// <summary>A field by name.</summary>
    public static ValueView? Field(ValueView? value, string name)
    {
        if (value is ValueView.Struct record)
        {
            foreach (Member member in record.Members)
            {
                if (member.Name == name)
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    /// <summary>A number by the names of the fields that lead to it.</summary>
    public static long? Number(ValueView? value, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            value = Field(value, name);
        }

        return Innermost(value) is ValueView.Scalar { State: Initialised.Fully } scalar ? unchecked((long)scalar.Bits) : null;
    }

    /// <summary>The pointer in a value that is nothing but one, such as <c>NonNull</c>.</summary>
    public static ValueView.Pointer? Pointer(ValueView? value) =>
        Innermost(value) is ValueView.Pointer { State: Initialised.Fully } pointer ? pointer : null;

    /// <summary>What is in structs whose first field is all they have.</summary>
    public static ValueView? Innermost(ValueView? value)
    {
        while (value is ValueView.Struct { Members: [var first, ..] })
        {
            value = first.Value;
        }

        return value;
    }
}
