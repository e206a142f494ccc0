using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Building.Promotion;

/// <summary>Makes the body of a promoted constant: the statements that its value is made of, in the order in which they need each other.</summary>
internal sealed class PromotedBody
{
    private readonly Body _from;
    private readonly TemporaryUses _uses;
    private readonly Body _made;
    private readonly SourceInfo _source;
    private readonly Dictionary<LocalId, LocalId> _locals = [];
    private readonly List<Statement> _statements = [];

    /// <summary>A body that gives a reference.</summary>
    public PromotedBody(Body from, TemporaryUses uses, Ty reference, SourceInfo source)
    {
        _from = from;
        _uses = uses;
        _source = source with { Scope = ScopeId.Function };
        _made = new(from.Definition, SourceLanguage.Rust, new([], reference), source.Span) { Title = from.Title };
        _made.Scopes.Add(new(source.Span, null));
        _made.Locals.Add(new(reference, LocalKind.Return, _source));
    }

    /// <summary>The body that gives a reference to a place.</summary>
    public Body Make(Place borrowed)
    {
        Add(LocalId.Return, new Rvalue.Ref(((Ty.Ref)_made.Signature.Output).Region, BorrowKind.Shared, Copied(borrowed)));
        _made.Blocks.Add(new(_statements, new(new TerminatorKind.Return(), _source)));
        return _made;
    }

    private void Add(LocalId local, Rvalue value) => _statements.Add(new(new StatementKind.Assign(local, value), _source));

    private Place Copied(Place place) => place with { Local = Copied(place.Local) };

    private LocalId Copied(LocalId local)
    {
        if (!_locals.TryGetValue(local, out LocalId copy))
        {
            Location at = _uses.DefinitionOf(local)!.Value;
            var assignment = (StatementKind.Assign)_from.Blocks[at.Block].Statements[at.Statement].Kind;
            Rvalue value = Copied(assignment.Value);
            copy = _made.Locals.Add(_from.Locals[local] with { Source = _source });
            _locals.Add(local, copy);
            Add(copy, value);
        }

        return copy;
    }

    private Rvalue Copied(Rvalue value) => value switch
    {
        Rvalue.Use(var operand) => new Rvalue.Use(Copied(operand)),
        Rvalue.Repeat repeat => repeat with { Operand = Copied(repeat.Operand) },
        Rvalue.Aggregate aggregate => aggregate with { Operands = [.. aggregate.Operands.Select(Copied)] },
        Rvalue.Cast cast => cast with { Operand = Copied(cast.Operand) },
        Rvalue.Unary unary => unary with { Operand = Copied(unary.Operand) },
        Rvalue.Binary binary => binary with { Left = Copied(binary.Left), Right = Copied(binary.Right) },
        Rvalue.Ref reference => reference with { Place = Copied(reference.Place) },
        _ => value,
    };

    private Operand Copied(Operand operand) => operand switch
    {
        Operand.Copy(var place) => new Operand.Copy(Copied(place)),
        Operand.Move(var place) => new Operand.Copy(Copied(place)),
        Operand.Constant => operand,
    };
}
