using System.Collections;
using System.Reflection;
using System.Text;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>A typed model as text, so that two can be compared whatever they hold.</summary>
internal static class ModelText
{
    public static string Of(Manifest manifest)
    {
        var text = new StringBuilder();
        Write(text, manifest with { Yaml = string.Empty, Fingerprint = string.Empty }, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or Enum or bool or int or TimeSpan or HttpMethod or ItemPath or Template:
                text.Append(value);
                break;
            case YamlDotNet.RepresentationModel.YamlNode node:
                text.Append(node);
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                {
                    text.Append(entry.Key).Append(':');
                    Write(text, entry.Value, depth + 1);
                    text.Append(';');
                }

                break;
            case IEnumerable list:
                foreach (var entry in list)
                {
                    Write(text, entry, depth + 1);
                    text.Append(',');
                }

                break;
            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(property => property.GetIndexParameters().Length == 0 && property.Name is not "EqualityContract" and not "Texts" and not "Paths"))
                {
                    text.Append(property.Name).Append('=');
                    Write(text, property.GetValue(value), depth + 1);
                    text.Append(' ');
                }

                text.Append('}');
                break;
        }
    }
}
