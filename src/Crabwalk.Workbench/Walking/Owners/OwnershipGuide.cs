using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Ownership.Facts;
using Crabwalk.Ownership.Loans;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>
/// Brings what ownership analysis found before the run to where a run stands. The analysis speaks of a function before its passes, the run
/// of the same function after them; the marks, with their texts and operands, are in both.
/// </summary>
internal sealed class OwnershipGuide(MirProgram program, OwnershipView? view)
{
    private readonly Dictionary<(DefId Function, Location At), CallStanding?> _known = [];
    private readonly Dictionary<(DefId Function, LoanId Loan), int> _lastLines = [];

    /// <summary>What is known at a place in the code of a run; null for C, for the library and where nothing is known.</summary>
    public CallStanding? At(Body body, Location at)
    {
        if (view is null || body.Language != SourceLanguage.Rust || program.Sources.IsLibrary(body.Span))
        {
            return null;
        }

        if (!_known.TryGetValue((body.Definition, at), out CallStanding? standing))
        {
            _known.Add((body.Definition, at), standing = Find(body, at));
        }

        return standing;
    }

    private CallStanding? Find(Body body, Location at)
    {
        Block block = body.Blocks[at.Block];
        if (at.Statement >= block.Statements.Count || block.Statements[at.Statement] is not { Kind: StatementKind.Mark mark, Source.Span: var span }
            || view!.FactsOf(body.Definition) is not { } facts)
        {
            return null;
        }

        // Marks of drops come with the passes that make drops exact.
        IReadOnlyList<Location> places = mark is { Kind: MarkKind.Drop, Value: Operand.Copy(var dropped) } ? facts.AfterDropsOf(dropped, span) : facts.LocationsOf(mark.Kind, span);
        int same = places.ToList().FindIndex(place => StatementAt(facts.Body, place) is StatementKind.Mark other && Equals(other.Value, mark.Value));
        return places.Count == 0 ? null : Standing(body.Definition, facts, places[Math.Max(same, 0)]);
    }

    private static StatementKind? StatementAt(Body body, Location at) =>
        at.Statement < body.Blocks[at.Block].Statements.Count ? body.Blocks[at.Block].Statements[at.Statement].Kind : null;

    private CallStanding Standing(DefId function, OwnershipFacts facts, Location at)
    {
        IReadOnlyList<LiveLoan> loans = facts.LoansAt(at);
        return new(
            facts.PlacesAt(at),
            [.. loans.Where(live => live is { IsReserved: false, Loan.Name: not null, Holders.IsEmpty: false })
                .Select(live => new Borrow(live.Loan.Id, live.Loan.Name!, live.Loan.Borrowed.Local, live.Loan.IsShared, live.Holders, LastLineOf(function, facts, live.Loan.Id)))],
            loans.Select(live => live.Loan.Id).ToHashSet());
    }

    private int LastLineOf(DefId function, OwnershipFacts facts, LoanId loan)
    {
        if (!_lastLines.TryGetValue((function, loan), out int line))
        {
            line = facts.TextsUnder(loan).Select(text => program.Sources.PositionOf(text).Line + 1).DefaultIfEmpty(0).Max();
            _lastLines.Add((function, loan), line);
        }

        return line;
    }
}
