using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Throughline.Bench;

/// <summary>The time that a thread had a processor, so that other work on the machine does not count.</summary>
/// <remarks>Where the system does not tell it, the time that passed.</remarks>
internal static class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>Now, in milliseconds from an unknown instant.</summary>
    public static double NowMs() => OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out var time) == 0
        ? time.Seconds * 1e3 + time.Nanoseconds / 1e6
        : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
