namespace Crabwalk.C.Checking;

/// <summary>The checkers of one translation unit, put together once.</summary>
internal sealed class Checkers
{
    public Checkers(CheckContext context, LibraryPrototypes library)
    {
        Conversions = new(context);
        Assignment = new(context, Conversions);
        Binary = new(context, Conversions);
        Assignments = new(context, Conversions, Assignment, Binary);
        Unary = new(context, Conversions, Assignments);
        Conditional = new(context, Conversions);
        Casts = new(context, Conversions);
        Calls = new(context, Conversions, Assignment);
        Builtins = new(context, Conversions, Assignment);
        Addresses = new(context);
        Declarations = new(context, library);
        Names = new(context, library, Declarations);
        Statements = new(context, Conversions, Assignment);
    }

    public Conversions Conversions { get; }

    public AssignmentChecks Assignment { get; }

    public BinaryChecks Binary { get; }

    public AssignmentOperators Assignments { get; }

    public UnaryChecks Unary { get; }

    public ConditionalChecks Conditional { get; }

    public CastChecks Casts { get; }

    public CallChecks Calls { get; }

    public BuiltinChecks Builtins { get; }

    public AddressConstants Addresses { get; }

    public DeclarationChecks Declarations { get; }

    public NameChecks Names { get; }

    public StatementChecks Statements { get; }
}
