using Crabwalk.Foundation.Collections;

namespace Crabwalk.Mir.Bodies;

/// <summary>A local of a body: 0 is the return place, then the parameters, then variables and temporaries.</summary>
public readonly record struct LocalId(int Index) : IIndex<LocalId>
{
    /// <summary>The place a function returns its value in.</summary>
    public static readonly LocalId Return;

    /// <inheritdoc/>
    public static LocalId At(int index) => new(index);

    /// <inheritdoc/>
    public override string ToString() => $"_{Index}";
}

/// <summary>A basic block of a body; block 0 is the entry.</summary>
public readonly record struct BlockId(int Index) : IIndex<BlockId>
{
    /// <summary>Where a call begins.</summary>
    public static readonly BlockId Entry;

    /// <inheritdoc/>
    public static BlockId At(int index) => new(index);

    /// <inheritdoc/>
    public override string ToString() => $"bb{Index}";
}

/// <summary>A lexical scope of the source inside a body; scope 0 is the function itself.</summary>
public readonly record struct ScopeId(int Index) : IIndex<ScopeId>
{
    /// <summary>The whole function.</summary>
    public static readonly ScopeId Function;

    /// <inheritdoc/>
    public static ScopeId At(int index) => new(index);
}

/// <summary>A place in the code: statement number <see cref="Statement"/> of a block; the terminator comes after the last statement.</summary>
public readonly record struct Location(BlockId Block, int Statement)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Block}[{Statement}]";
}
