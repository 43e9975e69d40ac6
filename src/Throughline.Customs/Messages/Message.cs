namespace Throughline.Customs;

/// <summary>A message: its structure and its values. Not safe for several writers.</summary>
public sealed class Message
{
    /// <summary>The namespace of every NCTS message.</summary>
    public const string Namespace = "http://ncts.dgtaxud.ec";

    /// <summary>Makes an empty message.</summary>
    /// <param name="structure">What it may hold.</param>
    public Message(MessageStructure structure)
    {
        Structure = structure;
        Root = new MessageGroup(structure.Root, null, 1);
    }

    /// <summary>What it may hold.</summary>
    public MessageStructure Structure { get; }

    /// <summary>Name of the root element, for example <c>CC015C</c>.</summary>
    public string Code => Structure.Code;

    /// <summary>The attribute <c>PhaseID</c>, or null when it is absent. It says nothing about the content.</summary>
    public string? PhaseId { get; set; }

    /// <summary>The group that holds everything.</summary>
    public MessageGroup Root { get; }

    /// <summary>An empty message of a code.</summary>
    /// <exception cref="KeyNotFoundException">The catalogue does not know the code.</exception>
    public static Message Make(string code) => new(MessageCatalogue.Ncts.Get(code));

    /// <summary>Whether another message holds the same values in the same groups. Positions in a file do not
    /// count.</summary>
    public bool SameAs(Message other) =>
        Code == other.Code && PhaseId == other.PhaseId && Root.SameAs(other.Root);
}
