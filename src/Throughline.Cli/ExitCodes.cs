namespace Throughline.Cli;

/// <summary>What the command returns to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>Nothing was found, or a check failed.</summary>
    public const int NothingFound = 1;

    /// <summary>The command or its input is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>Stopped by the user.</summary>
    public const int Cancelled = 130;
}
