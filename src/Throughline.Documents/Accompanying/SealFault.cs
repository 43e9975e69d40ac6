namespace Throughline.Documents;

/// <summary>Why a seal does not hold.</summary>
public enum SealFault
{
    /// <summary>It holds.</summary>
    None,

    /// <summary>The text is no seal, or part of it is missing.</summary>
    Unreadable,

    /// <summary>The seal has a version that this library does not know.</summary>
    UnknownVersion,

    /// <summary>The signature was not made with the key, or the seal was changed.</summary>
    WrongSignature,

    /// <summary>The seal belongs to a movement other than that of the message.</summary>
    OtherMovement,

    /// <summary>The message says something else than the message that was sealed.</summary>
    OtherContent,
}
