namespace Crabwalk.Tasks;

/// <summary>What gcc says of a program.</summary>
/// <param name="Accepts">Whether it makes a binary of it.</param>
/// <param name="Expected">What the binary does, or null when there is none or it does not end by itself.</param>
internal sealed record SecondOpinion(bool Accepts, Expectation? Expected);

/// <summary>gcc as a second opinion: what a program does when it is compiled with it, without optimisation.</summary>
internal static class Gcc
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Programs that run longer are no test of anything here but patience.</summary>
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(3);

    /// <summary>Compiles and runs the program.</summary>
    public static SecondOpinion Try(SuiteProgram program)
    {
        string scratch = Directory.CreateTempSubdirectory("crabwalk-gcc-").FullName;
        try
        {
            string binary = Path.Combine(scratch, "program");
            if (Finished.Run(Limit, program.Folder, "gcc", ["-w", "-O0", .. program.Flags, .. program.Sources, "-o", binary, "-lm", "-lpthread"]).ExitCode != 0)
            {
                return new(Accepts: false, null);
            }

            Finished run = Finished.Run(RunLimit, program.Folder, binary);
            return new(Accepts: true, run.ExitCode is { } code ? new(code, run.Output) : null);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
