using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building.Promotion;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Patterns;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Thir;

namespace Crabwalk.Rust.Building;

/// <summary>A body and the constants that were promoted out of it, by number.</summary>
public sealed record PromotedBodies(Mir.Bodies.Body Body, IReadOnlyList<Mir.Bodies.Body> Promoted);

/// <summary>
/// MIR as built (phase <see cref="MirPhase.Built"/>) for each body that is asked for: functions, closures, constants, statics and the
/// functions that constructors are.
/// </summary>
public sealed class BodyBuilding
{
    private readonly ITypeContext _context;
    private readonly ClosureTable _closures;
    private readonly BuildContext _build;
    private readonly Dictionary<DefId, Mir.Bodies.Body?> _built = [];
    private readonly Dictionary<DefId, PromotedBodies?> _promoted = [];
    private readonly Dictionary<DefId, Thir.Body?> _trees = [];

    /// <summary>Builds bodies of one compilation, all with the same options.</summary>
    public BodyBuilding(ITypeContext context, ClosureTable closures, BuildOptions options)
    {
        _context = context;
        _closures = closures;
        _build = new(context, closures, options);
    }

    /// <summary>What is known of closures by now.</summary>
    public ClosureTable ClosureTable => _closures;

    /// <summary>The closures in the bodies that were built so far.</summary>
    public IEnumerable<DefId> Closures => _closures.Known;

    /// <summary>The MIR of a definition; null when it has no body, or a wrong one that was reported.</summary>
    public Mir.Bodies.Body? Built(DefId definition)
    {
        if (!_built.TryGetValue(definition, out Mir.Bodies.Body? body))
        {
            _built.Add(definition, null);
            body = Build(definition);
            _built[definition] = body;
        }

        return body;
    }

    /// <summary>The MIR of a definition with constants promoted out of it: what borrow checking looks at. Null as for <see cref="Built"/>.</summary>
    public PromotedBodies? Promoted(DefId definition)
    {
        if (!_promoted.TryGetValue(definition, out PromotedBodies? promoted))
        {
            if (Built(definition) is { } built)
            {
                Mir.Bodies.Body body = BodyCopy.Of(built);
                EquatableArray<GenericArg> args = GenericIdentity.ArgsOf(_context, definition);
                promoted = new(body, ConstantPromotion.Run(_context.Types, _build.PropertiesIn(definition), args, body));
            }

            _promoted.Add(definition, promoted);
        }

        return promoted;
    }

    private Mir.Bodies.Body? Build(DefId definition) => _context.Definitions[definition].Kind switch
    {
        DefKind.Closure => BuildClosure(definition),
        DefKind.Constructor => BuildConstructor(definition),
        DefKind.Function or DefKind.AssociatedFunction => BuildItem(definition, isFunction: true),
        DefKind.Constant or DefKind.AssociatedConstant or DefKind.Static or DefKind.AnonymousConstant => BuildItem(definition, isFunction: false),
        _ => null,
    };

    private Mir.Bodies.Body? BuildItem(DefId definition, bool isFunction)
    {
        if (_context.Hir.BodyOf(definition) is not { } body || TreeOf(definition, body, isFunction) is not { } tree)
        {
            return null;
        }

        Span span = isFunction ? SpanOf(definition, body) : body.Value.Span;
        return isFunction
            ? MirBuilder.OfFunction(_build, tree, definition, SignatureOf(definition), span, null, TitleOf(definition))
            : MirBuilder.OfConstant(_build, tree, definition, _context.TypeOf(definition), span);
    }

    private Thir.Body? TreeOf(DefId definition, Hir.Body body, bool isFunction)
    {
        if (!_trees.TryGetValue(definition, out Thir.Body? tree))
        {
            TypeckResults results = _context.TypeckOf(definition);
            CheckTree(definition, body, results);
            tree = results.IsTainted ? null : ThirBuilder.OfItem(_context, _closures, body, results, isFunction);
            _trees.Add(definition, tree);
        }

        return tree;
    }

    // The library was checked when it was written.
    private void CheckTree(DefId definition, Hir.Body body, TypeckResults results)
    {
        if (!results.IsTainted && !_context.Definitions[definition].IsLibrary)
        {
            MatchChecker.Check(_context, results, body);
        }
    }

    private Span SpanOf(DefId definition, Hir.Body body) =>
        _context.Definitions[definition].Kind is DefKind.Function or DefKind.AssociatedFunction ? _context.Hir.ItemOf(definition).Span : body.Value.Span;

    private string TitleOf(DefId definition) => _context.Sources.TextOf(_context.Hir.ItemOf(definition).HeadSpan);

    private FnSig SignatureOf(DefId definition) =>
        _context.TypeckOf(definition).LiberatedSignatures.TryGetValue(definition, out FnSig? signature) ? signature : _context.SignatureOf(definition).Value;

    // Closures.

    private Mir.Bodies.Body? BuildClosure(DefId definition)
    {
        if (SourceOf(definition) is not { } source)
        {
            return null;
        }

        Thir.Body tree = ThirBuilder.OfClosure(_context, _closures, source);
        FnSig written = source.Results.LiberatedSignatures.TryGetValue(definition, out FnSig? signature) ? signature : new([], _context.Types.Error);
        FnSig full = written with { Inputs = [ClosureFacts.EnvironmentOf(_context.Types, source), .. written.Inputs], Abi = Abi.RustCall };
        return MirBuilder.OfFunction(_build, tree, definition, full, source.Expression.HeadSpan.To(source.Expression.Body.Value.Span), source, _context.Sources.TextOf(source.Expression.HeadSpan));
    }

    // The body around a closure must be looked at first: it holds the expression.
    private ClosureSource? SourceOf(DefId closure)
    {
        if (_closures.Find(closure) is not { } known)
        {
            if (_context.Definitions[closure].Parent is not { } parent)
            {
                return null;
            }

            if (_context.Definitions[parent].Kind == DefKind.Closure && SourceOf(parent) is { } around)
            {
                ThirBuilder.OfClosure(_context, _closures, around);
            }
            else
            {
                Built(parent);
            }

            return _closures.Find(closure);
        }

        return known;
    }

    // Constructors.

    private Mir.Bodies.Body? BuildConstructor(DefId definition)
    {
        FnSig signature = _context.SignatureOf(definition).Value;
        if (signature.Output is not Ty.Adt type)
        {
            return null;
        }

        Span span = _context.Definitions[definition].Span;
        var builder = new Mir.Building.BodyBuilder(_context.Types, definition, SourceLanguage.Rust, signature, span, TitleOfConstructor(definition));
        EquatableArray<Operand> operands = [.. Enumerable.Range(1, signature.Inputs.Count).Select(number => (Operand)new Operand.Move(new LocalId(number)))];
        builder.Assign(LocalId.Return, new Rvalue.Aggregate(new AggregateKind.Adt(type, VariantOf(type.Definition, definition)), operands));
        builder.Return();
        return builder.Finish();
    }

    private string TitleOfConstructor(DefId definition) => _context.Definitions[definition].Path;

    private VariantIndex VariantOf(AdtDef adt, DefId constructor)
    {
        if (_context.ItemOfAdt(adt.Id).Kind is Hir.ItemKind.Adt item)
        {
            for (int i = 0; i < item.Variants.Count; i++)
            {
                if (item.Variants[i].Constructor == constructor)
                {
                    return new(i);
                }
            }
        }

        return default;
    }
}
