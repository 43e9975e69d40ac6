namespace Throughline.Customs;

/// <summary>Reads another stream up to a number of bytes and remembers whether there was more.</summary>
internal sealed class LimitedStream(Stream source, long mostBytes) : Stream
{
    private long _read;

    public bool IsCut { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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

    public override void Flush() => source.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
