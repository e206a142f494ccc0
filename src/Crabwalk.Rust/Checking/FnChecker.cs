using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <summary>
/// Checks one body and the closures in it (rustc's <c>FnCtxt</c>). The order of the steps is part of the language: what is known when an
/// expression is looked at decides what it means. Each partial file holds one kind of expression or one step after the walk.
/// </summary>
internal sealed partial class FnChecker
{
    private readonly ITypeContext _context;
    private readonly IInference _inference;
    private readonly ITypeLowering _lowering;
    private readonly ParamEnv _environment;
    private readonly DefId _owner;
    private readonly TypeckResults _results;

    /// <summary>The type of each variable, by the binding that introduces it.</summary>
    private readonly Dictionary<Hir.HirId, Ty> _locals = [];

    private readonly Dictionary<Hir.HirId, List<Adjustment>> _adjustments = [];

    /// <summary>Variables that only <c>!</c> flowed into so far: they fall back to <c>!</c>, or to <c>()</c> before edition 2024.</summary>
    private readonly List<Ty> _divergingVariables = [];

    private readonly List<Ty> _numberVariables = [];

    /// <summary>The function or closure whose code is being looked at.</summary>
    private Frame _frame;

    private Divergence _divergence;

    private FnChecker(ITypeContext context, DefId owner)
    {
        _context = context;
        _owner = owner;
        _results = new(owner);
        _inference = context.NewInference(owner);
        _lowering = context.LoweringIn(owner, _inference);
        _environment = context.ParamEnvOf(owner);
        _frame = new(owner, context.Types.Error, null, FrameKind.Constant);
    }

    private TyInterner Types => _context.Types;

    private Hir.IHirMap Map => _context.Hir;

    /// <summary>Checks the body of a function, constant or static. Never throws, whatever the body says.</summary>
    public static TypeckResults Check(ITypeContext context, DefId owner)
    {
        var checker = new FnChecker(context, owner);
        if (context.Hir.BodyOf(owner) is { } body)
        {
            checker.CheckBody(body);
        }

        return checker._results;
    }

    private void CheckBody(Hir.Body body)
    {
        if (_context.Definitions[_owner].Kind is DefKind.Function or DefKind.AssociatedFunction)
        {
            FnSig signature = Liberate(_context.SignatureOf(_owner), _owner);
            _results.LiberatedSignatures[_owner] = signature;
            signature = _inference.Normalize(Cause(body.Value.Span), _environment, RevealOwnOpaques(signature, body.Value.Span));
            CheckFunction(body, signature, FrameKind.Function);
        }
        else
        {
            CheckConstant(body);
        }

        FinishInference(body);
    }

    private void CheckConstant(Hir.Body body)
    {
        Ty expected = Normalize(_context.TypeOf(_owner), body.Value.Span);
        CheckCoercibleTo(body.Value, expected, Cause(body.Value.Span));
    }

    /// <summary>Parameters, then the code, whose value must become the result.</summary>
    private void CheckFunction(Hir.Body body, FnSig signature, FrameKind kind, Span? outputSpan = null)
    {
        Frame outerFrame = _frame;
        Divergence outerDivergence = _divergence;
        _divergence = Divergence.Maybe;
        _frame = new(body.Owner, signature.Output, new CoerceMany(signature.Output), kind) { OutputSpan = outputSpan };
        RequireSized(signature.Output, body.Value.Span, new CauseCode.SizedReturnType());
        for (int i = 0; i < body.Params.Count; i++)
        {
            if (kind == FrameKind.Closure)
            {
                NoteUntyped(body.Params[i].Pattern, isClosureParameter: true);
            }

            Hir.Param parameter = body.Params[i];
            Ty type = i < signature.Inputs.Count ? signature.Inputs[i] : Types.Error;
            CheckTopPattern(parameter.Pattern, type, null, parameter.TypeSpan);
            RequireSized(type, parameter.Pattern.Span, new CauseCode.SizedArgument(parameter.Id));
            WriteType(parameter.Id, type);
        }

        NoteParameters(body);
        CheckReturnValue(body.Value);
        Ty actual = _frame.Result!.Complete(this);
        Sub(Cause(body.Value.Span), actual, signature.Output);
        _frame = outerFrame;
        _divergence = outerDivergence;
    }

    // What every part uses.

    private ObligationCause Cause(Span span, CauseCode? code = null) => new(span, _frame.Body, code ?? new CauseCode.Misc());

    private string NameOf(Ty type) => TypeNames.Of(_context, _inference.Resolve(type));

    private void Report(Diagnostic diagnostic)
    {
        _context.Report(diagnostic);
        _results.IsTainted = true;
    }

    private void Warn(Diagnostic diagnostic) => _context.Lints.Report(diagnostic);

    private Ty ReportAs(Diagnostic diagnostic)
    {
        Report(diagnostic);
        return Types.Error;
    }

    private void WriteType(Hir.HirId node, Ty type)
    {
        _results.NodeTypes[node] = type;
        _results.IsTainted |= type.Has(TyFlags.HasError);
    }

    private void WriteArgs(Hir.HirId node, EquatableArray<GenericArg> args)
    {
        if (!args.IsEmpty)
        {
            _results.NodeArgs[node] = args;
        }
    }

    private Ty TypeOf(Hir.Expr expression) => _results.NodeTypes.GetValueOrDefault(expression.Id, Types.Error);

    /// <summary>The type after adjustments: what the surroundings see.</summary>
    private Ty AdjustedTypeOf(Hir.Expr expression) =>
        _adjustments.TryGetValue(expression.Id, out List<Adjustment>? steps) && steps.Count > 0 ? steps[^1].Target : TypeOf(expression);

    private Ty FreshTy(Span origin) => _inference.FreshTy(origin);

    private Ty Normalize(Ty type, Span span) =>
        type.Has(TyFlags.HasAlias) ? _inference.Normalize(Cause(span), _environment, type) : type;

    private EquatableArray<GenericArg> Normalize(EquatableArray<GenericArg> args, Span span)
    {
        var normalized = new GenericArg[args.Count];
        for (int i = 0; i < args.Count; i++)
        {
            normalized[i] = args[i] is Ty type ? Normalize(type, span) : args[i];
        }

        return [.. normalized];
    }

    /// <summary>A written type, normalised, with the user's regions kept for borrow checking.</summary>
    private Ty LowerUserType(Hir.Ty written)
    {
        Ty type = _lowering.Lower(written);
        _results.UserTypes[written.Id] = type;
        RegisterWellFormed(type, written.Span);
        return Normalize(type, written.Span);
    }

    private void RegisterWellFormed(GenericArg arg, Span span)
    {
        if (arg is not Region && !arg.Has(TyFlags.HasError))
        {
            Register(Cause(span), new PredicateKind.WellFormed(arg));
        }
    }

    private void Register(ObligationCause cause, PredicateKind kind) => Register(cause, new Predicate(new(kind, [])));

    private void Register(ObligationCause cause, Predicate predicate) => _inference.Register(new(cause, _environment, predicate));

    /// <summary>The predicates of an item, for the arguments it is used with.</summary>
    private void RegisterPredicatesOf(DefId item, EquatableArray<GenericArg> args, Span span, Hir.HirId? expression)
    {
        int index = 0;
        foreach ((Predicate predicate, Span boundSpan) in _context.PredicatesOf(item))
        {
            Predicate wanted = predicate.Substitute(Types, args);
            Register(Cause(span, new CauseCode.WhereClause(item, boundSpan, expression, index++)), Normalize(wanted, span));
        }
    }

    private void RequireSized(Ty type, Span span, CauseCode code) => RequireTrait("sized", type, span, code);

    private void RequireTrait(string langItem, Ty type, Span span, CauseCode code)
    {
        if (IsTriviallySized(type) && langItem == "sized")
        {
            return;
        }

        if (Map.LangItem(langItem) is { } trait)
        {
            Register(Cause(span, code), new PredicateKind.Trait(new(trait, [type])));
        }
    }

    /// <summary>Saves the solver what everybody sees.</summary>
    private bool IsTriviallySized(Ty type) => _inference.Shallow(type) is
        Ty.Int or Ty.Float or Ty.Bool or Ty.Char or Ty.Ref or Ty.RawPtr or Ty.FnDef or Ty.FnPtr or Ty.Never or Ty.Error
        or Ty.Array or Ty.Closure or Ty.Tuple { Parts.IsEmpty: true } or Ty.Infer { Kind: not InferKind.General };

    private bool Sub(ObligationCause cause, Ty sub, Ty super) =>
        ReferenceEquals(sub, super) || _inference.Sub(cause, _environment, sub, super);

    private bool Equate(ObligationCause cause, Ty left, Ty right) =>
        ReferenceEquals(left, right) || _inference.Equate(cause, _environment, left, right);

    /// <summary>The outermost form of a type, after proving what can be proved if it is still unknown.</summary>
    private Ty TryResolve(Ty type)
    {
        Ty shallow = _inference.Shallow(type);
        if (shallow is Ty.Infer or Ty.Alias)
        {
            SelectWherePossible();
            shallow = _inference.Shallow(shallow is Ty.Alias ? Normalize(shallow, default) : shallow);
        }

        return shallow;
    }

    /// <summary>The outermost form of a type that must be known here (E0282 if not).</summary>
    private Ty Resolve(Ty type, Span span)
    {
        Ty resolved = TryResolve(type);
        if (resolved is not Ty.Infer { Kind: InferKind.General })
        {
            return resolved;
        }

        if (!_results.IsTainted)
        {
            Report(WithInferenceSource(InferenceErrors.TypeAnnotationsNeeded(span, NameOf(type)), (Ty.Infer)resolved));
        }

        Equate(Cause(span), resolved, Types.Error);
        return Types.Error;
    }

    private void SelectWherePossible()
    {
        _inference.SelectWherePossible();
        ReportFulfillmentErrors();
    }

    private void ReportFulfillmentErrors()
    {
        IReadOnlyList<FulfillmentError> errors = _inference.TakeErrors();
        FulfillmentError? ambiguity = FirstAmbiguity(errors);
        errors = errors.Count > 0 ? [.. errors.Where(error => error.Kind != FulfillmentErrorKind.Ambiguous)] : errors;
        errors = WithoutFollowers(errors);
        if (errors.Count > 0)
        {
            _context.ReportUnproved(_inference, errors);
            _results.IsTainted = true;
        }
        else if (ambiguity is not null)
        {
            ReportAmbiguity(ambiguity);
        }
    }

    /// <summary>
    /// What is not known is told once, and not at all where something else was wrong. Traits tell more than that something must be sized
    /// or well formed.
    /// </summary>
    private FulfillmentError? FirstAmbiguity(IReadOnlyList<FulfillmentError> errors) => _results.IsTainted || errors.Count == 0
        ? null
        : errors.Where(error => error.Kind == FulfillmentErrorKind.Ambiguous && !error.Obligation.Predicate.Bound.Value.Has(TyFlags.HasError)).OrderBy(Rank).FirstOrDefault();

    private int Rank(FulfillmentError error) => error.Obligation.Predicate.Bound.Value switch
    {
        PredicateKind.Trait { Reference.Trait: var trait } when Map.LangItem("sized") == trait => 1,
        PredicateKind.Coerce or PredicateKind.Subtype => 2,
        PredicateKind.WellFormed => 3,
        _ => 0,
    };

    /// <summary>A projection of a trait that nothing implements says nothing new.</summary>
    private static IReadOnlyList<FulfillmentError> WithoutFollowers(IReadOnlyList<FulfillmentError> errors)
    {
        var unimplemented = new HashSet<Span>();
        foreach (FulfillmentError error in errors)
        {
            if (error.Kind == FulfillmentErrorKind.Unimplemented)
            {
                unimplemented.Add(error.Obligation.Cause.Span);
            }
        }

        return unimplemented.Count == 0
            ? errors
            : [.. errors.Where(error => error.Kind != FulfillmentErrorKind.ProjectionMismatch || !unimplemented.Contains(error.Obligation.Cause.Span))];
    }
}
