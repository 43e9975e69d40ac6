using System.Globalization;
using Spectre.Console;

namespace Throughline.Cli;

/// <summary>A bar on standard error while work goes on; nothing where that is not a terminal.</summary>
internal sealed class ProgressBar : IDisposable
{
    private const int Cells = 30;
    private const long TicksBetween = TimeSpan.TicksPerSecond / 10;
    private readonly Lock _lock = new();
    private readonly CliOutput _output;
    private readonly string _title;
    private readonly long _total;
    private readonly DateTimeOffset _begun;
    private long _done;
    private long _drawn;

    /// <summary>Begins a bar.</summary>
    public ProgressBar(CliOutput output, string title, long total)
    {
        _output = output;
        _title = title;
        _total = Math.Max(1, total);
        _begun = output.Time.GetUtcNow();
    }

    /// <summary>One more piece is done; may be called from any thread.</summary>
    public void Step()
    {
        if (_output.ErrorTerminal is null)
            return;
        lock (_lock)
        {
            _done++;
            var now = _output.Time.GetUtcNow();
            if (now.UtcTicks - _drawn < TicksBetween && _done < _total)
                return;
            _drawn = now.UtcTicks;
            Draw(now - _begun);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_output.ErrorTerminal is not null && _drawn > 0)
            _output.Error.Write("\r\u001b[K");
    }

    private void Draw(TimeSpan passed)
    {
        var share = (double)_done / _total;
        var full = (int)(share * Cells);
        var left = share > 0 ? TimeSpan.FromSeconds(passed.TotalSeconds / share * (1 - share)) : TimeSpan.Zero;
        var bar = new string('━', full) + new string('╌', Cells - full);
        _output.Error.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\r\u001b[K{_title} {bar} {share * 100,3:0} %  {_done:#,0}/{_total:#,0}  {left:m\\:ss} left"));
    }
}
