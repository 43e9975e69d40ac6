namespace Throughline.Customs;

/// <summary>Reads another stream up to a number of bytes and remembers whether there was more.</summary>
internal sealed class LimitedStream(Stream source, long mostBytes) : ForwardStream
{
    private long _read;

    public bool IsCut { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (_read >= mostBytes)
        {
            IsCut |= source.ReadByte() >= 0;
            return 0;
        }

        var got = source.Read(buffer[..(int)Math.Min(buffer.Length, mostBytes - _read)]);
        _read += got;
        return got;
    }
}
