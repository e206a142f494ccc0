namespace Crabwalk.C.Tree;

/// <summary>A value known before the program runs (6.6).</summary>
public abstract record ConstantValue
{
    private ConstantValue()
    {
    }

    /// <summary>An integer or null pointer: the value, sign- or zero-extended from its type to 64 bits.</summary>
    public sealed record Integer(long Bits) : ConstantValue;

    /// <summary>A floating number, rounded to its type.</summary>
    public sealed record Floating(double Value) : ConstantValue;

    /// <summary>The address of something with static storage, plus a number of bytes.</summary>
    public sealed record Address(AddressBase Base, long Offset) : ConstantValue;

    /// <summary>gcc's <c>&amp;&amp;a - &amp;&amp;b</c>, as tables of jumps use it.</summary>
    public sealed record LabelDifference(Label Left, Label Right) : ConstantValue;
}

/// <summary>What a constant address starts from.</summary>
public abstract record AddressBase
{
    private AddressBase()
    {
    }

    /// <summary>A variable of static storage; unnamed ones of compound literals too.</summary>
    public sealed record OfVariable(Variable Variable) : AddressBase;

    /// <summary>A function.</summary>
    public sealed record OfFunction(Function Function) : AddressBase;

    /// <summary>A string literal; one object per literal.</summary>
    public sealed record OfString(StringData Data) : AddressBase;

    /// <summary>A label of the function being compiled.</summary>
    public sealed record OfLabel(Label Label) : AddressBase;
}
