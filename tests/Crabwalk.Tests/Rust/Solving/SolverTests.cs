using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Rust.Solving;

/// <summary>The trait solver answers the questions of <c>goals.rs</c> as they say.</summary>
public sealed class SolverTests
{
    private static readonly TestCrate Goals = new(File.ReadAllText(Path.Combine(FixtureTree.Repository, "tests", "Crabwalk.Tests", "Rust", "Solving", "goals.rs")));

    public static TheoryData<string> Questions => [.. Goals.Items
        .Where(item => Goals.Context.Definitions[item].Kind == DefKind.Function)
        .Select(item => Goals.Context.Definitions[item].Name)
        .Where(name => name.StartsWith("yes_", StringComparison.Ordinal) || name.StartsWith("no_", StringComparison.Ordinal))];

    [Fact]
    public void The_questions_are_well_formed() => Assert.Empty(Goals.Sink.Found);

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_question_has_its_answer(string name)
    {
        List<Answer> answers = AnswersOf(Goals.Item(name), EnvironmentOf(name));
        if (name.StartsWith("yes_", StringComparison.Ordinal))
        {
            Assert.All(answers, answer => Assert.Equal(Answer.Yes, answer));
        }
        else
        {
            Assert.Contains(Answer.No, answers);
        }
    }

    private static ParamEnv EnvironmentOf(string name)
    {
        string assumed = string.Concat("assumes_", name.Split('_')[1].TrimEnd('1', '2', '3', '4', '5'));
        return Goals.Items.Any(item => Goals.Context.Definitions[item].Name == assumed) ? Goals.Context.ParamEnvOf(Goals.Item(assumed)) : ParamEnv.Empty;
    }

    private static List<Answer> AnswersOf(DefId item, ParamEnv environment)
    {
        var answers = new List<Answer>();
        IInference inference = Goals.Context.NewInference(item);
        foreach ((Predicate predicate, Span span) in Goals.Context.PredicatesOf(item))
        {
            answers.Add(inference.Evaluate(new(new(span, item, new CauseCode.Misc()), environment, predicate)));
        }

        return answers;
    }
}
