using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Parsing;

/// <summary>The attributes before an item, field or local, <c>#[...]</c>. What names definitions is read later: only its place is kept.</summary>
internal sealed class ItemAttributes
{
    /// <summary>The definition's own name.</summary>
    public string? Name { get; set; }

    /// <summary>The name that messages show for a type.</summary>
    public string? Shown { get; set; }

    /// <summary>The word of <c>#[kind]</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>The title of a function.</summary>
    public string Title { get; set; } = "";

    /// <summary>The language of a function.</summary>
    public SourceLanguage? Language { get; set; }

    /// <summary>How far a body has come.</summary>
    public MirPhase Phase { get; set; }

    /// <summary>What the language knows about a type.</summary>
    public AdtRole Role { get; set; }

    /// <summary>How a type is laid out.</summary>
    public ReprOptions Repr { get; set; } = new(IsC: false);

    /// <summary>An alignment in bytes.</summary>
    public int? Align { get; set; }

    /// <summary>Bytes beyond a static's type.</summary>
    public long ExtraBytes { get; set; }

    /// <summary>Each thread has its own.</summary>
    public bool IsThreadLocal { get; set; }

    /// <summary>A field is a C flexible array member.</summary>
    public bool IsFlexible { get; set; }

    /// <summary>A field of C is const.</summary>
    public bool IsConst { get; set; }

    /// <summary>A definition of the libraries.</summary>
    public bool IsLibrary { get; set; }

    /// <summary>The token at which the declared signature starts.</summary>
    public int? SignatureAt { get; set; }

    /// <summary>The token at which the parent starts.</summary>
    public int? ParentAt { get; set; }

    /// <summary>Takes one word of a <c>repr</c>; false for one that is not known.</summary>
    public bool TakeRepr(string word, int? argument)
    {
        ReprOptions? repr = word switch
        {
            "C" => Repr with { IsC = true },
            "Rust" => Repr,
            "transparent" => Repr with { IsTransparent = true },
            "packed" => Repr with { Pack = argument ?? 1 },
            "align" => Repr with { Align = argument },
            _ => Enum.GetValues<IntKind>().Where(kind => TyPrinter.NameOf(kind) == word).Select(kind => Repr with { Discriminant = kind }).FirstOrDefault(),
        };
        Repr = repr ?? Repr;
        return repr is not null;
    }

    /// <summary>Takes the valid range of a type's first scalar.</summary>
    public void TakeValid(UInt128 start, UInt128 end) => Repr = Repr with { ValidRange = new(start, end) };
}
