//! Pages, tags and catalogue around the content: one `Sect` per sheet, one `P` per label, one marked piece per line.
//!
//! Sheets go out one by one; what the end of the file needs (page tree, parent tree) is a few numbers per sheet.

use std::io::Write;

use jiff::Timestamp;

use super::{
    Deflate, File, Sealed, embed,
    protection::Protection,
    syntax::{integer, reference, references, text},
    tags::{Element, Tag, figure, own, paragraph, whole},
};
use crate::labels::{Error, fonts::SOURCES, geometry::Paper, shaping::Typesetter};

/// What the file says about itself.
#[derive(Debug, Clone)]
pub struct About<'a> {
    pub title: &'a str,
    /// BCP 47, of the words that are ours: "en-GB", "cy".
    pub language: &'a str,
    pub created: Timestamp,
}

pub struct Document<W> {
    file: File<W>,
    paper: Paper,
    resources: u32,
    structure: u32,
    root: u32,
    pages_root: u32,
    branches: Vec<Branch>,
    /// A section element and a row of the parent tree for every page.
    sections: Vec<u32>,
    parents: Vec<u32>,
}

/// Pages hang on branches: readers find page 3,000 without reading the list of all.
struct Branch {
    id: u32,
    pages: Vec<u32>,
}

const PAGES_PER_BRANCH: usize = 64;

impl<W: Write> Document<W> {
    pub fn new(out: W, protection: Option<Protection>, paper: Paper) -> Result<Self, Error> {
        let mut file = File::new(out, protection)?;
        let [resources, structure, root, pages_root] = std::array::from_fn(|_| file.reserve());
        let (branches, sections, parents) = Default::default();
        Ok(Self { file, paper, resources, structure, root, pages_root, branches, sections, parents })
    }

    /// Marked pieces in `content` are numbered from 0 in the order of `elements`.
    pub fn page(&mut self, content: &[u8], elements: &[Element]) -> Result<(), Error> {
        let file = &mut self.file;
        let [page, stream, section, parents] = std::array::from_fn(|_| file.reserve());
        file.stream(stream, "", content, Deflate::Yes)?;
        let ids: Vec<u32> = elements.iter().map(|_| file.reserve()).collect();
        let mut owners = Vec::new();
        for (element, id) in elements.iter().zip(&ids) {
            let tag = Tag { id: *id, parent: section, page };
            match element {
                Element::Paragraph(kids) => paragraph(file, &tag, kids, &mut owners)?,
                Element::Figure { alternative, piece } => {
                    own(&mut owners, *piece..piece + 1, *id);
                    figure(file, &tag, alternative, self.paper, *piece)?;
                }
            }
        }
        let root = self.root;
        file.object(section, |out| {
            out.extend_from_slice(b"<</S/Sect/P ");
            reference(out, root);
            out.extend_from_slice(b"/K");
            references(out, ids.iter().copied());
            out.extend_from_slice(b">>");
        })?;
        file.object(parents, |out| references(out, owners.into_iter()))?;
        self.sections.push(section);
        self.parents.push(parents);
        self.hang(page, stream)
    }

    fn hang(&mut self, page: u32, content: u32) -> Result<(), Error> {
        if self.branches.last().is_none_or(|b| b.pages.len() >= PAGES_PER_BRANCH) {
            self.branches.push(Branch { id: self.file.reserve(), pages: Vec::new() });
        }
        let branch = self.branches.last_mut().expect("pushed above");
        branch.pages.push(page);
        let (parent, row) = (branch.id, self.parents.len() - 1);
        self.file.object(page, |out| {
            let text =
                format!("<</Type/Page/Parent {parent} 0 R/Contents {content} 0 R/StructParents {row}>>");
            out.extend_from_slice(text.as_bytes());
        })
    }

    pub fn pages(&self) -> u64 {
        self.parents.len() as u64
    }

    pub fn finish(mut self, about: &About, typesetter: &Typesetter) -> Result<(W, Sealed), Error> {
        self.fonts(typesetter)?;
        self.page_tree()?;
        self.structure_tree(about)?;
        let info = self.file.reserve();
        self.file.object(info, |out| {
            out.extend_from_slice(b"<</Title");
            text(out, about.title);
            let date = about.created.strftime("/CreationDate(D:%Y%m%d%H%M%SZ)/Producer(Chapterhouse)>>");
            out.extend_from_slice(date.to_string().as_bytes());
        })?;
        let catalogue = self.catalogue(about)?;
        self.file.finish(catalogue, info)
    }

    fn fonts(&mut self, typesetter: &Typesetter) -> Result<(), Error> {
        let mut list = Vec::new();
        for (n, used) in typesetter.used().filter(|(_, used)| !used.cids.list().is_empty()) {
            let id = self.file.reserve();
            embed::embed(&mut self.file, id, n, &used.face, &used.cids)?;
            list.push((n, id));
        }
        debug_assert!(list.len() <= SOURCES.len());
        self.file.object(self.resources, |out| {
            out.extend_from_slice(b"<</Font<<");
            for (n, id) in list {
                out.extend_from_slice(format!("/F{n} {id} 0 R").as_bytes());
            }
            out.extend_from_slice(b">>>>");
        })
    }

    fn page_tree(&mut self) -> Result<(), Error> {
        let count = self.pages();
        for Branch { id, pages } in &self.branches {
            let root = self.pages_root;
            self.file.object(*id, |out| {
                out.extend_from_slice(
                    format!("<</Type/Pages/Parent {root} 0 R/Count {}/Kids", pages.len()).as_bytes(),
                );
                references(out, pages.iter().copied());
                out.extend_from_slice(b">>");
            })?;
        }
        self.file.object(self.pages_root, |out| {
            out.extend_from_slice(b"<</Type/Pages/MediaBox");
            whole(out, self.paper);
            let text = format!("/Resources {} 0 R/Count {count}/Kids", self.resources);
            out.extend_from_slice(text.as_bytes());
            references(out, self.branches.iter().map(|b| b.id));
            out.extend_from_slice(b">>");
        })
    }

    /// 14.7: the tree of tags, and the way back to it from the pages.
    fn structure_tree(&mut self, about: &About) -> Result<(), Error> {
        let (structure, next) = (self.structure, self.parents.len());
        self.file.object(self.root, |out| {
            out.extend_from_slice(format!("<</S/Document/P {structure} 0 R/Lang").as_bytes());
            text(out, about.language);
            out.extend_from_slice(b"/K");
            references(out, self.sections.iter().copied());
            out.extend_from_slice(b">>");
        })?;
        let mut leaves = Vec::new();
        for (n, parents) in self.parents.chunks(PAGES_PER_BRANCH).enumerate() {
            let (id, first) = (self.file.reserve(), n * PAGES_PER_BRANCH);
            leaves.push(id);
            self.file.object(id, |out| {
                out.extend_from_slice(
                    format!("<</Limits[{first} {}]/Nums[", first + parents.len() - 1).as_bytes(),
                );
                for (row, id) in parents.iter().enumerate() {
                    integer(out, (first + row) as i64);
                    out.push(b' ');
                    reference(out, *id);
                    out.push(b' ');
                }
                out.extend_from_slice(b"]>>");
            })?;
        }
        self.file.object(structure, |out| {
            out.extend_from_slice(
                format!("<</Type/StructTreeRoot/K {} 0 R/ParentTree<</Kids", self.root).as_bytes(),
            );
            references(out, leaves.into_iter());
            out.extend_from_slice(format!(">>/ParentTreeNextKey {next}>>").as_bytes());
        })
    }

    fn catalogue(&mut self, about: &About) -> Result<u32, Error> {
        let [id, metadata] = std::array::from_fn(|_| self.file.reserve());
        self.file.stream(metadata, "/Type/Metadata/Subtype/XML", xmp(about).as_bytes(), Deflate::No)?;
        let (pages, structure) = (self.pages_root, self.structure);
        self.file.object(id, |out| {
            out.extend_from_slice(format!("<</Type/Catalog/Pages {pages} 0 R/Metadata {metadata} 0 R/StructTreeRoot {structure} 0 R/MarkInfo<</Marked true>>/Lang").as_bytes());
            text(out, about.language);
            out.extend_from_slice(b"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Enforce[/PrintScaling]>>>>");
        })?;
        Ok(id)
    }
}

/// ISO 16684: title, language and date once more, as XML.
fn xmp(about: &About) -> String {
    let escape = |s: &str| {
        let s: String = s.chars().filter(|c| !c.is_control()).collect();
        s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    };
    let (title, language) = (escape(about.title), escape(about.language));
    let created = about.created.strftime("%Y-%m-%dT%H:%M:%SZ");
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{created}</xmp:CreateDate>
<pdf:Producer>Chapterhouse</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
    )
}
