using System.Xml;
using System.Xml.Schema;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>Types of an XML schema whose JSON form has the same names, as Intuit's has.</summary>
internal static class XmlSchemaShapes
{
    /// <summary>The schema's elements by name.</summary>
    public static IReadOnlyDictionary<string, ApiShape> Read(string text)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        set.Add(null, reader);
        set.Compile();
        var shapes = new Dictionary<string, ApiShape>(StringComparer.Ordinal);
        foreach (XmlSchemaElement element in set.GlobalElements.Values)
        {
            shapes[element.Name!] = new Shape(element.ElementSchemaType, isList: false);
        }

        return shapes;
    }

    private sealed class Shape(XmlSchemaType? type, bool isList) : ApiShape
    {
        private readonly Lazy<IReadOnlyDictionary<string, Shape>> _properties = new(() => type is XmlSchemaComplexType complex ? Properties(complex) : new Dictionary<string, Shape>());

        // Any element may also carry what the schema has as attributes, and the wire adds a few of its own.
        public override bool IsOpen => _properties.Value.Count == 0 && type is XmlSchemaComplexType;

        public override IReadOnlyCollection<string> Names => [.. _properties.Value.Keys];

        public override ApiShape? Element => isList ? new Shape(type, isList: false) : null;

        public override bool IsList => isList;

        public override ApiShape? Property(string name) => _properties.Value.GetValueOrDefault(name);

        private static Dictionary<string, Shape> Properties(XmlSchemaComplexType type)
        {
            var properties = new Dictionary<string, Shape>(StringComparer.Ordinal);
            Add(type.ContentTypeParticle, properties, 0);
            foreach (XmlSchemaAttribute attribute in type.AttributeUses.Values)
            {
                properties.TryAdd(attribute.Name ?? attribute.QualifiedName.Name, new Shape(attribute.AttributeSchemaType, isList: false));
            }

            if (type.ContentType == XmlSchemaContentType.TextOnly)
            {
                properties.TryAdd("value", new Shape(null, isList: false));
            }

            return properties;
        }

        private static void Add(XmlSchemaParticle particle, Dictionary<string, Shape> properties, int depth)
        {
            switch (particle)
            {
                case XmlSchemaElement element when element.QualifiedName.Name.Length > 0:
                    properties.TryAdd(element.QualifiedName.Name, new Shape(element.ElementSchemaType, element.MaxOccurs > 1));
                    break;
                case XmlSchemaGroupBase group when depth < 20:
                    foreach (var inner in group.Items.OfType<XmlSchemaParticle>())
                    {
                        Add(inner, properties, depth + 1);
                    }

                    break;
            }
        }
    }
}
