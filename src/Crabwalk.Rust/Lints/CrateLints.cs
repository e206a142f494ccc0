using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Lints.DeadCode;
using Crabwalk.Rust.Lints.Early;
using Crabwalk.Rust.Lints.Flow;
using Crabwalk.Rust.Lints.Flow.Liveness;
using Crabwalk.Rust.Lints.Late;
using Crabwalk.Rust.Lints.Levels;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Thir;
using Body = Crabwalk.Mir.Bodies.Body;

namespace Crabwalk.Rust.Lints;

/// <summary>The lints of one crate, in the steps in which rustc gives them: by its text and names, by each body's MIR, by all that is known of it.</summary>
public sealed class CrateLints
{
    private readonly RustSession _session;
    private readonly ITypeContext _context;
    private readonly CrateData _crate;
    private readonly UnusedNames _names;
    private readonly LivenessLints _liveness;

    /// <summary>The lints of a loaded crate.</summary>
    /// <param name="session">The session that holds it.</param>
    /// <param name="context">What is known of it.</param>
    /// <param name="crate">The crate.</param>
    /// <param name="closures">The closures of its bodies.</param>
    /// <param name="given">Levels that the command line sets, in order.</param>
    public CrateLints(RustSession session, ITypeContext context, DefId crate, ClosureTable closures, IEnumerable<(string Lint, LintLevel Level)> given)
    {
        (_session, _context, _crate) = (session, context, session.Modules[crate].Crate);
        _names = new(session, _crate);
        _liveness = new(context, closures);
        context.Lints.Scopes.IsBefore2024 = _crate.Edition < Lexing.Edition.Rust2024;
        LintScopeCollector.Collect(session, _crate, context.Lints.Scopes, [.. given.Select(one => new LintSetting(one.Lint, one.Level, null))]);
    }

    /// <summary>Reports what text and names show, once all bodies are lowered.</summary>
    public void ReportEarly() => ReportEarly(_session, _crate, _names, _context.Lints);

    /// <summary>Reports what text and names show of a crate whose types nobody looks at.</summary>
    public static void ReportEarly(RustSession session, DefId crate, LintReporter lints)
    {
        CrateData data = session.Modules[crate].Crate;
        LintScopeCollector.Collect(session, data, lints.Scopes, []);
        ReportEarly(session, data, new(session, data), lints);
    }

    private static void ReportEarly(RustSession session, CrateData crate, UnusedNames names, LintReporter lints)
    {
        names.NoteCalls(session.Hir.BodyOwners(crate.Definition).Select(owner => session.Hir.BodyOf(owner)).OfType<Hir.Body>());
        foreach (Diagnostic found in UnknownLints.Find(lints.Scopes).Concat(EarlyLints.Find(session, crate, names)).ToList())
        {
            lints.Report(found);
        }
    }

    /// <summary>Reports uses of what is deprecated in a body that has its types.</summary>
    public void ReportDeprecated(DefId owner)
    {
        if (_context.Hir.BodyOf(owner) is { } body)
        {
            new DeprecatedUses(_context, _context.TypeckOf(owner)).Visit(body);
        }
    }

    /// <summary>Reports imports of traits that no method call used, once all bodies were checked without an error.</summary>
    public void ReportUnusedTraits()
    {
        foreach (Diagnostic found in _names.LateImports())
        {
            _context.Lints.Report(found);
        }
    }

    /// <summary>Reports a function that never returns for calling itself.</summary>
    public void ReportRecursion(Body built) => UnconditionalRecursion.Report(_context, built);

    /// <summary>Reports what a body's values show.</summary>
    public void ReportValues(DefId owner) => _liveness.Check(owner);

    /// <summary>Reports what a body is known to panic at.</summary>
    public void ReportPanics(Body built) => KnownPanics.Report(_context, built);

    /// <summary>Reports what takes a whole crate without errors to know.</summary>
    public void ReportLate()
    {
        DeadCodeLint.Report(_session, _context, _crate);
        var late = new LateLints(_context, _crate.Definition);
        foreach (DefId module in ModuleItems.Modules(_context, _crate.Definition))
        {
            late.Check(module);
        }

        _context.Lints.ReportUnmet();
    }
}
