using Crabwalk.Foundation.Text;

namespace Crabwalk.LanguageServer;

/// <summary>What a shell puts around language sessions.</summary>
/// <param name="Files">Reads files that the client has not open.</param>
/// <param name="MostBytes">The longest text that is looked at.</param>
/// <param name="Patience">How long a client must be silent before its texts are checked.</param>
public sealed record LanguageWorld(ISourceProvider Files, int MostBytes, TimeSpan Patience);
