using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Customs;

namespace Throughline.Documents;

/// <summary>The one writing of what a message says, so that two systems find the same digest. Spaces, prefixes and the
/// attribute <c>PhaseID</c> of an XML file do not count; every value does.</summary>
/// <remarks>UTF-8. First the code of the message and a line feed. Then one line for each value, in the order of the
/// structure: the names of its groups below the root, each with its number in brackets, and of the item, divided by
/// slashes; <c>=</c>; the length of the value in bytes; <c>:</c>; the value; a line feed. A group without a value and
/// without groups gives the line of its path and <c>/</c>. The lengths make the writing unambiguous.</remarks>
public static class CanonicalContent
{
    /// <summary>SHA-256 of the canonical content.</summary>
    public static byte[] Digest(Message message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Lines(message))
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        return hash.GetHashAndReset();
    }

    /// <summary>The lines of the canonical content, each with its line feed.</summary>
    public static IEnumerable<string> Lines(Message message) =>
        Lines(message.Root, "").Prepend(message.Code + "\n");

    private static IEnumerable<string> Lines(MessageGroup group, string path)
    {
        var isEmpty = true;
        foreach (var line in group.Structure.Lines)
        {
            if (line is ItemStructure item)
            {
                if (group[item] is not { } value)
                    continue;
                isEmpty = false;
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{path}{item.Name}={Encoding.UTF8.GetByteCount(value)}:{value}\n");
                continue;
            }

            foreach (var below in group.List((GroupStructure)line))
            {
                isEmpty = false;
                var inner = string.Create(CultureInfo.InvariantCulture, $"{path}{below.Name}[{below.Index}]/");
                foreach (var text in Lines(below, inner))
                    yield return text;
            }
        }

        if (isEmpty && path.Length > 0)
            yield return path + "\n";
    }
}
