using System.Globalization;
using System.Text;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;

namespace Crabwalk.C.Tree;

/// <summary>
/// The text form of a typed tree: a line for each declaration and statement, expressions by <see cref="ExpressionPrinter"/>. Tests and
/// <c>crabwalk show tree</c> speak it.
/// </summary>
public sealed class TreePrinter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    private TreePrinter()
    {
    }

    /// <summary>Prints a whole translation unit: its variables, then its functions.</summary>
    public static string Print(TranslationUnit unit)
    {
        var printer = new TreePrinter();
        foreach (Variable variable in unit.Globals)
        {
            printer.PrintVariable(variable);
        }

        foreach (FunctionDefinition definition in unit.Definitions)
        {
            printer.PrintFunction(definition);
        }

        return printer._text.ToString();
    }

    private void PrintVariable(Variable variable)
    {
        string storage = variable.Storage switch
        {
            StorageDuration.Automatic => "auto",
            StorageDuration.Static => variable.IsDefined ? variable.Linkage == Linkage.External ? "global" : "static" : "extern",
            StorageDuration.Thread => "thread",
        };
        Line($"{storage} {TypePrinter.Print(variable.Type, variable.Name)}{Initial(variable.Initializer)}");
    }

    private void PrintFunction(FunctionDefinition definition)
    {
        IEnumerable<string> parameters = definition.Parameters.Select(p => TypePrinter.Print(p.Type, p.Name));
        string head = $"{definition.Function.Name}({string.Join(", ", parameters)}) -> {definition.Function.Type.Result}";
        Line($"{(definition.Function.Linkage == Linkage.Internal ? "static " : "")}function {head}{Bounds(definition.Bounds)}");
        Nested(() => PrintAll(definition.Body.Statements));
    }

    private void PrintAll(EquatableArray<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            Print(statement);
        }
    }

    private void Print(Statement statement)
    {
        switch (statement)
        {
            case Statement.Block block:
                Line("block");
                Nested(() => PrintAll(block.Statements));
                break;
            case Statement.Declaration declaration:
                PrintDeclaration(declaration);
                break;
            case Statement.ExpressionStatement expression:
                Line(Text(expression.Expression));
                break;
            case Statement.Empty:
                Line("empty");
                break;
            case Statement.Return returned:
                Line(returned.Value is null ? "return" : $"return {Text(returned.Value)}");
                break;
            case Statement.Break:
                Line("break");
                break;
            case Statement.Continue:
                Line("continue");
                break;
            case Statement.Goto jump:
                Line($"goto {jump.Label.Name}");
                break;
            case Statement.ComputedGoto jump:
                Line($"goto *{Text(jump.Target)}");
                break;
            default:
                PrintCompound(statement);
                break;
        }
    }

    private void PrintCompound(Statement statement)
    {
        switch (statement)
        {
            case Statement.If choice:
                PrintChoice(choice);
                break;
            case Statement.While loop:
                PrintHead($"while {Text(loop.Condition)}", loop.Body);
                break;
            case Statement.DoWhile loop:
                PrintHead("do", loop.Body);
                Line($"while {Text(loop.Condition)}");
                break;
            case Statement.For loop:
                PrintFor(loop);
                break;
            case Statement.SwitchStatement choice:
                PrintHead($"switch {Text(choice.Value)}", choice.Body);
                break;
            case Statement.Case or Statement.Labeled:
                PrintLabels(statement);
                break;
        }
    }

    // Rows of `else if` and of labels are nested in the tree as deep as a generator wants, and stay flat here.
    private void PrintChoice(Statement.If choice)
    {
        PrintHead($"if {Text(choice.Condition)}", choice.Then);
        Statement? rest = choice.Else;
        for (; rest is Statement.If arm; rest = arm.Else)
        {
            PrintHead($"else if {Text(arm.Condition)}", arm.Then);
        }

        if (rest is not null)
        {
            PrintHead("else", rest);
        }
    }

    private void PrintLabels(Statement statement)
    {
        while (true)
        {
            switch (statement)
            {
                case Statement.Case label:
                    Line(LabelText(label.Label));
                    statement = label.Body;
                    break;
                case Statement.Labeled label:
                    Line($"label {label.Label.Name}");
                    statement = label.Body;
                    break;
                default:
                    Nested(() => Print(statement));
                    return;
            }
        }
    }

    private void PrintFor(Statement.For loop)
    {
        Line("for");
        Nested(() =>
        {
            PrintAll(loop.Initial);
            Line($"while {(loop.Condition is null ? "always" : Text(loop.Condition))}");
            if (loop.Step is not null)
            {
                Line($"step {Text(loop.Step)}");
            }

            PrintHead("do", loop.Body);
        });
    }

    private void PrintHead(string head, Statement body)
    {
        Line(head);
        Nested(() => Print(body));
    }

    private void PrintDeclaration(Statement.Declaration declaration)
    {
        string bounds = Bounds(declaration.Bounds);
        Line(declaration.Variable is { } variable
            ? $"declare {TypePrinter.Print(variable.Type, variable.Name)}{bounds}{(variable.Storage == StorageDuration.Automatic ? Initial(variable.Initializer) : " (static)")}"
            : $"evaluate{bounds}");
    }

    private static string LabelText(SwitchLabel label) => label.IsDefault ? "default"
        : label.Low == label.High ? string.Create(CultureInfo.InvariantCulture, $"case {label.Low}")
        : string.Create(CultureInfo.InvariantCulture, $"case {label.Low} ... {label.High}");

    private static string Bounds(EquatableArray<VariableBound> bounds) =>
        bounds.IsEmpty ? "" : $" bounds [{string.Join(", ", bounds.Select(b => Text(b.Count)))}]";

    private static string Initial(Initializer? initializer) => initializer is null ? "" : $" = {ExpressionPrinter.Print(initializer)}";

    private static string Text(Expression expression) => ExpressionPrinter.Print(expression);

    private void Nested(Action print)
    {
        _indent++;
        print();
        _indent--;
    }

    private void Line(string text) => _text.Append(' ', _indent * 2).Append(text).Append('\n');
}
