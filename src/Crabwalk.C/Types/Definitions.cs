using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Types;

/// <summary>A structure or union: its tag, and once its member list was read, its members and their places.</summary>
public sealed class RecordDefinition(string? tag, bool isUnion, Span span)
{
    private readonly Dictionary<string, Field> _byName = new(StringComparer.Ordinal);

    /// <summary>The tag; null for one that has none.</summary>
    public string? Tag { get; } = tag;

    /// <summary>True for a union.</summary>
    public bool IsUnion { get; } = isUnion;

    /// <summary>Where its tag, or else its keyword, stands: first where it was mentioned, then where it was defined.</summary>
    public Span Span { get; internal set; } = span;

    /// <summary>The typedef name that an untagged one was given, for display.</summary>
    public string? TypedefName { get; internal set; }

    /// <summary>True once the member list was read to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True when the member list was wrong and the user was told.</summary>
    public bool IsFaulty { get; internal set; }

    /// <summary>The members in order; unnamed bit-fields are not members and only leave a gap.</summary>
    public IReadOnlyList<Field> Fields { get; private set; } = [];

    /// <summary>Everything in the member list as declared, unnamed bit-fields included: what a layout is computed from.</summary>
    internal IReadOnlyList<DeclaredField> Declared { get; set; } = [];

    /// <summary>The alignment that was asked for the whole; 0 when nothing was said.</summary>
    public long RequestedAlignment { get; internal set; }

    /// <summary>The size in bytes with padding at the end.</summary>
    public long Size { get; private set; }

    /// <summary>The alignment in bytes.</summary>
    public long Alignment { get; private set; } = 1;

    /// <summary>An upper limit for the alignment of members: 1 for <c>__attribute__((packed))</c>, or from <c>#pragma pack</c>; null for none.</summary>
    public int? PackBytes { get; internal set; }

    /// <summary>True when the last member is an array without a bound.</summary>
    public bool HasFlexibleArray { get; internal set; }

    /// <summary>True when a member, at any depth, is const: the whole cannot be assigned.</summary>
    public bool HasConstMember { get; private set; }

    /// <summary><c>struct</c> or <c>union</c>.</summary>
    public string Keyword => IsUnion ? "union" : "struct";

    /// <summary>The member of this name that stands in this very list, not in an anonymous member.</summary>
    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>How many structures lie one in the other, this one included.</summary>
    internal int Depth { get; private set; } = 1;

    internal void Complete(IReadOnlyList<Field> fields, long size, long alignment)
    {
        Depth = 1 + fields.Select(f => DepthOf(f.Type)).DefaultIfEmpty(0).Max();
        Fields = fields;
        Size = size;
        Alignment = alignment;
        IsComplete = true;
        HasConstMember = fields.Any(f => f.IsConst);
        foreach (Field field in fields)
        {
            if (field.Name is not null)
            {
                _byName.TryAdd(field.Name, field);
            }
        }
    }

    internal static int DepthOf(CType member) => member.InnermostElement() is CType.Record record ? record.Definition.Depth : 0;
}

/// <summary>A member of a structure or union, with its place.</summary>
/// <param name="Name">Its name; null for an anonymous structure or union, whose members are reached through it.</param>
/// <param name="Type">Its declared type.</param>
/// <param name="Index">Its number in <see cref="RecordDefinition.Fields"/>.</param>
/// <param name="Offset">Where it starts, in bytes; of a bit-field: of the storage unit of its type that holds it.</param>
/// <param name="Bits">Of a bit-field: which bits.</param>
/// <param name="Span">Where its name stands.</param>
public sealed record Field(string? Name, CType Type, int Index, long Offset, BitRange? Bits, Span Span)
{
    /// <summary>Its number among all that the member list declares, unnamed bit-fields counted.</summary>
    public int DeclaredNumber { get; init; } = Index;

    /// <summary>True for a bit-field, whose address cannot be taken.</summary>
    public bool IsBitField => Bits is not null;

    internal bool IsConst => (Type.Qualifiers & Qualifiers.Const) != 0
        || (Type is CType.Record { Definition.HasConstMember: true })
        || (Type is CType.Array { Element: var element } && (element.Qualifiers & Qualifiers.Const) != 0);
}

/// <summary>The bits of a bit-field, counted from the lowest bit of the unit at the field's offset.</summary>
public readonly record struct BitRange(int Start, int Width);

/// <summary>An enumeration.</summary>
public sealed class EnumDefinition(string? tag, Span span)
{
    private readonly List<EnumConstant> _constants = [];

    /// <summary>The tag; null for one that has none.</summary>
    public string? Tag { get; } = tag;

    /// <summary>Where its tag, or else its keyword, stands.</summary>
    public Span Span { get; internal set; } = span;

    /// <summary>The typedef name that an untagged one was given, for display.</summary>
    public string? TypedefName { get; internal set; }

    /// <summary>True once the list was read to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The constants in order.</summary>
    public IReadOnlyList<EnumConstant> Constants => _constants;

    /// <summary>The integer type that objects of the enumeration have, as gcc chooses: <c>unsigned int</c> unless a value is negative.</summary>
    public IntegerKind Underlying { get; private set; } = IntegerKind.UnsignedInt;

    /// <summary>The constant with this value, for display; null when none has it.</summary>
    public EnumConstant? WithValue(long value) => _constants.Find(c => c.Value == value);

    internal void Add(EnumConstant constant) => _constants.Add(constant);

    internal void Complete(IntegerKind underlying)
    {
        Underlying = underlying;
        IsComplete = true;
    }
}

/// <summary>A name in an enumeration.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; of an <c>unsigned long</c> one its bits.</param>
/// <param name="Type"><c>int</c>, or a wider type when the value needs one (gcc).</param>
/// <param name="Definition">The enumeration it belongs to.</param>
/// <param name="Span">Where its name stands.</param>
public sealed record EnumConstant(string Name, long Value, CType Type, EnumDefinition Definition, Span Span);

/// <summary>
/// The size of a variable-length array. Its expression is evaluated once, when the declaration or type name that holds it is
/// reached; everything that needs the size later reads the remembered number.
/// </summary>
public sealed class VariableBound(Expression count)
{
    /// <summary>The number of elements, converted to <c>size_t</c>'s type after a check of the user's type.</summary>
    public Expression Count { get; } = count;
}
