namespace Throughline.Customs;

/// <summary>A stream that refuses to give more than a number of bytes: what a bomb runs into.</summary>
internal sealed class CappedStream(Stream inner, long mostBytes) : ForwardStream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _read += count;
        return _read > mostBytes
            ? throw new InvalidDataException($"it unpacks to more than {mostBytes / 1_000_000} MB")
            : count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
