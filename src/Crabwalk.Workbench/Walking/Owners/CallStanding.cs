using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Ownership.Facts;
using Crabwalk.Ownership.Loans;
using Crabwalk.Pictures.Scenes;

namespace Crabwalk.Workbench.Walking.Owners;

/// <summary>What Rust's rules say of the variables of a call where it stands.</summary>
internal sealed class CallStanding
{
    private readonly Dictionary<Place, PlaceFacts> _places = [];

    /// <summary>Keeps the facts of one place in the code.</summary>
    /// <param name="places">What is true of its variables.</param>
    /// <param name="borrows">The borrows that its variables hold.</param>
    /// <param name="loans">All loans in force, those of temporaries too.</param>
    public CallStanding(IReadOnlyList<PlaceFacts> places, EquatableArray<Borrow> borrows, IReadOnlySet<LoanId> loans)
    {
        (Borrows, Loans) = (borrows, loans);
        foreach (PlaceFacts facts in places)
        {
            _places.TryAdd(facts.Named.Place, facts);
        }
    }

    /// <summary>The borrows that variables hold.</summary>
    public EquatableArray<Borrow> Borrows { get; }

    /// <summary>All loans in force.</summary>
    public IReadOnlySet<LoanId> Loans { get; }

    /// <summary>What may be done with a variable; null where nothing is known of it.</summary>
    public CellRights? RightsOf(Place variable) => _places.GetValueOrDefault(variable) is { } facts
        ? (facts.Permissions.HasFlag(Permissions.Read) ? CellRights.Read : 0)
            | (facts.Permissions.HasFlag(Permissions.Write) ? CellRights.Write : 0)
            | (facts.Permissions.HasFlag(Permissions.Own) ? CellRights.Own : 0)
        : null;

    /// <summary>True when a variable has a value that no way from here uses.</summary>
    public bool IsOver(Place variable) => _places.GetValueOrDefault(variable) is { State: PlaceState.Whole, IsUsedLater: false };

    /// <summary>True when the variable of a name is not used on any way from here.</summary>
    public bool IsOver(string variable) => !_places.Values.Any(facts => facts.Named.Name == variable && facts.IsUsedLater);

    /// <summary>Who borrows a variable or a part of it, in words; null for nobody.</summary>
    public string? LentWords(Place variable)
    {
        List<Borrow> own = [.. Borrows.Where(borrow => borrow.Variable == variable.Local)];
        if (own.Count == 0)
        {
            return null;
        }

        string how = own.TrueForAll(static borrow => borrow.IsShared) ? "borrowed by" : "mutably borrowed by";
        List<string> holders = [.. own.SelectMany(static borrow => borrow.Holders).Distinct()];
        // Who has it through another holder's reference is told beside that one.
        List<string> direct = [.. holders.Where(holder => !Borrows.Any(borrow => borrow.Through is { } through && holders.Contains(through) && borrow.Holders.Contains(holder)))];
        return $"{how} {string.Join(" and ", direct.Count > 0 ? direct : holders)}";
    }
}
