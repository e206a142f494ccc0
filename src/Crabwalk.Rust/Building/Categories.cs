using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>What an expression is best built as.</summary>
internal enum Category
{
    /// <summary>A place.</summary>
    Place,

    /// <summary>A constant operand.</summary>
    Constant,

    /// <summary>Into a destination: it branches or calls.</summary>
    Into,

    /// <summary>An rvalue.</summary>
    Rvalue,
}

/// <summary>Tells expressions apart by what they are best built as.</summary>
internal static class Categories
{
    /// <summary>The category of an expression that is no scope.</summary>
    public static Category Of(ExprKind kind) => kind switch
    {
        ExprKind.Field or ExprKind.Deref or ExprKind.Index or ExprKind.UpvarRef or ExprKind.VarRef or ExprKind.PlaceTypeAscription
            or ExprKind.ValueTypeAscription => Category.Place,
        ExprKind.Constant => Category.Constant,
        ExprKind.Array or ExprKind.Tuple or ExprKind.Closure or ExprKind.Unary or ExprKind.Binary or ExprKind.Cast or ExprKind.PointerCoercion
            or ExprKind.Repeat or ExprKind.Assign or ExprKind.AssignOp or ExprKind.ThreadLocal => Category.Rvalue,
        _ => Category.Into,
    };
}
