using System.Text;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>Checks the arguments of printf- and scanf-like calls against the format string (<c>-Wformat</c>).</summary>
internal sealed class FormatChecks(CheckContext context)
{
    private CTypes Types => context.Types;

    /// <summary>Checks one call; nothing happens when the format is not a literal.</summary>
    public void Check(Function function, FormatAttribute format, EquatableArray<Expression> arguments, Span call)
    {
        if (!context.Report.IsEnabled(Warnings.Format) || format.FormatIndex > arguments.Count)
        {
            return;
        }

        if (LiteralOf(arguments[format.FormatIndex - 1]) is not { Data.UnitSize: 1 } literal)
        {
            WarnOfVariableFormat(format, arguments);
            return;
        }

        string text = Encoding.Latin1.GetString(literal.Data.Bytes.Span);
        text = text[..text.IndexOf('\0', StringComparison.Ordinal)];
        if (text.Length == 0 && !format.IsScanf)
        {
            context.Report.Warn(Warnings.FormatZeroLength, literal.Span, $"zero-length `{function.Name}` format string");
        }

        var check = new OneCall(context, format.IsScanf, literal, arguments, format.FirstArgument, call);
        foreach (FormatSpecifier specifier in new FormatSpecifiers(text, format.IsScanf).Read())
        {
            check.Check(specifier);
        }

        check.Finish();
    }

    // printf(text): what the text holds is taken for conversions.
    private void WarnOfVariableFormat(FormatAttribute format, EquatableArray<Expression> arguments)
    {
        if (!format.IsScanf && format.FirstArgument > 0 && arguments.Count < format.FirstArgument)
        {
            Expression text = arguments[format.FormatIndex - 1];
            context.Report.Warn(Warnings.FormatSecurity, text.OuterSpan, "format not a string literal and no format arguments", "",
                CheckReporter.Help("print the text with `\"%s\"`"));
        }
    }

    private static Expression.StringLiteral? LiteralOf(Expression argument)
    {
        while (argument is Expression.Conversion conversion)
        {
            argument = conversion.Operand;
        }

        return argument as Expression.StringLiteral;
    }

    /// <summary>The state of checking one call: which argument comes next.</summary>
    private sealed class OneCall(CheckContext context, bool isScanf, Expression.StringLiteral literal, EquatableArray<Expression> arguments, int first, Span call)
    {
        private readonly FormatTypes _types = new(context.Types, isScanf);
        private int _next = first - 1;
        private bool _usesPositions;
        private bool _isLost;

        public void Check(FormatSpecifier specifier)
        {
            if (specifier.Conversion == '\0')
            {
                Warn(specifier, "spurious trailing `%` in the format string");
                _isLost = true;
                return;
            }

            for (int i = 0; i < specifier.Stars && first > 0; i++)
            {
                CheckArgument(specifier, context.Types.Int, "field width", NextArgument(specifier, 0));
            }

            if (!_types.TryExpected(specifier, out CType? expected))
            {
                Warn(specifier, $"unknown conversion `{specifier.Text}` in the format string");
                _isLost = true;
            }
            else if (expected is not null && !specifier.IsSuppressed && first > 0)
            {
                CheckArgument(specifier, expected, "", NextArgument(specifier, specifier.Position));
            }
        }

        public void Finish()
        {
            if (first > 0 && !_usesPositions && !_isLost && _next < arguments.Count)
            {
                int extra = arguments.Count - _next;
                context.Report.Warn(Warnings.FormatExtraArguments, arguments[_next].OuterSpan,
                    $"too many arguments for the format string: {OperatorNames.Count(extra, "argument")} left over", "",
                    CheckReporter.Note(literal.Span, "the format string is here"));
            }
        }

        private int NextArgument(FormatSpecifier specifier, int position)
        {
            if (position == 0)
            {
                return _next++;
            }

            _usesPositions = true;
            return specifier.Position > arguments.Count ? arguments.Count : first - 1 + specifier.Position - 1;
        }

        private void CheckArgument(FormatSpecifier specifier, CType expected, string role, int index)
        {
            if (index >= arguments.Count)
            {
                string what = role.Length == 0 ? "" : $"{role} ";
                Warn(specifier, $"format `{specifier.Text}` expects a matching {what}`{expected}` argument, but there is none");
                return;
            }

            Expression argument = arguments[index];
            if (argument.Type.IsError() || _types.Accepts(expected, specifier, argument))
            {
                return;
            }

            string of = role.Length == 0 ? "an argument" : $"its {role}";
            SubDiagnostic[] notes = _types.Proposal(specifier, argument.Type) is { } proposal && role.Length == 0
                ? [CheckReporter.Help($"use `{proposal}` for `{argument.Type}`")]
                : [];
            context.Report.Warn(Warnings.Format, argument.OuterSpan,
                $"format `{specifier.Text}` expects {of} of type `{expected}`, but argument {index + 1} has type {argument.Type.InWords()}", "",
                [CheckReporter.Note(LiteralPlaces.SpanOf(context.Map, literal, specifier), "the format is here"), .. notes]);
        }

        private void Warn(FormatSpecifier specifier, string message) => context.Report.Warn(
            Warnings.Format, LiteralPlaces.SpanOf(context.Map, literal, specifier), message, "",
            context.Map.IsLibrary(call) ? [CheckReporter.Note(call, "in this call")] : []);
    }
}
