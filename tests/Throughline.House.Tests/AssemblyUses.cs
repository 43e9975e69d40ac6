using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Throughline.House.Tests;

/// <summary>One type that uses a member or type of another.</summary>
/// <param name="User">Namespace and outermost name of the type that uses.</param>
/// <param name="Namespace">Namespace of what is used.</param>
/// <param name="Type">Outermost name of the type that is used.</param>
/// <param name="Member">Member that is used; empty when the type is named only.</param>
internal sealed record Use(string User, string Namespace, string Type, string Member)
{
    public override string ToString() => $"{User} uses {Namespace}.{Type}{(Member.Length > 0 ? "." + Member : "")}";
}

/// <summary>Reads from a built assembly who uses what: signatures, fields, attributes and the code itself.</summary>
internal static class AssemblyUses
{
    /// <summary>The module of an assembly that lies beside the tests.</summary>
    public static ModuleDefinition Open(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    /// <summary>Everything that the types of a module use, those inside other types counted to the outermost.</summary>
    public static IReadOnlyList<Use> Of(ModuleDefinition module) =>
        [.. module.GetTypes().SelectMany(Of).Distinct()];

    private static IEnumerable<Use> Of(TypeDefinition type)
    {
        var user = Outermost(type);
        var name = $"{user.Namespace}.{user.Name}";
        return Named(type).SelectMany(Parts).Select(t => Of(name, t, ""))
            .Concat(type.Methods.Where(m => m.HasBody).SelectMany(m => Code(name, m.Body)));
    }

    private static IEnumerable<TypeReference?> Named(TypeDefinition type)
    {
        IEnumerable<TypeReference?> all = [type.BaseType, .. type.Interfaces.Select(i => i.InterfaceType)];
        return all
            .Concat(type.Fields.Select(f => f.FieldType))
            .Concat(type.Methods.SelectMany(m => m.Parameters.Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.CustomAttributes.Select(a => a.AttributeType))
            .Concat(type.Methods.SelectMany(m => m.CustomAttributes).Select(a => a.AttributeType));
    }

    private static IEnumerable<Use> Code(string user, MethodBody body)
    {
        foreach (var variable in body.Variables)
        {
            foreach (var type in Parts(variable.VariableType))
                yield return Of(user, type, "");
        }

        foreach (var instruction in body.Instructions)
        {
            foreach (var use in Operand(user, instruction))
                yield return use;
        }
    }

    private static IEnumerable<Use> Operand(string user, Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => Parts(type).Select(t => Of(user, t, "")),
        FieldReference field => Parts(field.FieldType).Select(t => Of(user, t, ""))
            .Concat(Parts(field.DeclaringType).Select(t => Of(user, t, field.Name))),
        MethodReference method => Parts(method.ReturnType)
            .Concat(method.Parameters.SelectMany(p => Parts(p.ParameterType)))
            .Concat(method is GenericInstanceMethod g ? g.GenericArguments.SelectMany(Parts) : [])
            .Select(t => Of(user, t, ""))
            .Concat(Parts(method.DeclaringType).Select(t => Of(user, t, method.Name))),
        _ => [],
    };

    /// <summary>The named types that a type is put together from.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification of => Parts(of.ElementType),
        _ => [type],
    };

    private static Use Of(string user, TypeReference type, string member)
    {
        var used = Outermost(type);
        return new Use(user, used.Namespace, used.Name, member);
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }
}
