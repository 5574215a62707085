//! The page of a cluster: the same sections in the same order for every cluster, a missing figure never dropped.

mod course;
mod ground;

use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::land::AreaKind;
use crate::catalog::milestone::{Act, ActState};
use crate::catalog::project::{CapitalKind, Obstacle};
use crate::catalog::standing::figure::Figure;
use crate::catalog::standing::{Stage, Standing};
use crate::catalog::table::Key;
use crate::site::document::{Block, Fact, Mark, Words};
use crate::site::show::{Show, with_unit};
use crate::text::Amount;

/// A section of the page; whoever wants only some of them names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Whether land can be leased now.
    Answer,
    /// The key facts.
    Facts,
    /// The key facts without those that serve to find a cluster in a register, not to judge it.
    FactsInBrief,
    /// Whom to ask.
    Contact,
    /// The areas.
    Land,
    /// The plots.
    Plots,
    /// The works.
    Infrastructure,
    /// Where it is.
    Location,
    /// Prices and fees.
    Prices,
    /// Incentives.
    Incentives,
    /// The ladder of acts and what holds it up.
    Progress,
    /// Environment.
    Environment,
    /// Projects.
    Projects,
    /// Documents.
    Documents,
    /// Where sources disagree.
    Conflicts,
}

impl Section {
    /// The sections of the page, in their order.
    pub const PAGE: &[Self] = &[
        Self::Answer,
        Self::Facts,
        Self::Contact,
        Self::Land,
        Self::Plots,
        Self::Infrastructure,
        Self::Location,
        Self::Prices,
        Self::Incentives,
        Self::Progress,
        Self::Environment,
        Self::Projects,
        Self::Documents,
        Self::Conflicts,
    ];

    /// Returns the anchor, which never changes, and the words of the heading.
    fn heading(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Answer => return None,
            Self::Facts | Self::FactsInBrief => ("thong-tin-chinh", "Thông tin chính"),
            Self::Contact => ("lien-he", "Liên hệ"),
            Self::Land => ("dat-dai", "Đất đai"),
            Self::Plots => ("lo-dat", "Lô đất"),
            Self::Infrastructure => ("ha-tang", "Hạ tầng"),
            Self::Location => ("vi-tri-va-khoang-cach", "Vị trí và khoảng cách"),
            Self::Prices => ("gia-va-phi", "Giá và phí"),
            Self::Incentives => ("uu-dai", "Ưu đãi"),
            Self::Progress => ("tien-do", "Tiến độ"),
            Self::Environment => ("moi-truong", "Môi trường"),
            Self::Projects => ("du-an-trong-cum", "Dự án trong cụm"),
            Self::Documents => ("van-ban", "Văn bản"),
            Self::Conflicts => ("so-lieu-chua-thong-nhat", "Số liệu chưa thống nhất"),
        })
    }
}

/// Returns the blocks of some sections of a cluster's page.
pub fn blocks(show: &Show<'_>, key: Key<Cluster>, sections: &[Section]) -> Vec<Block> {
    let cluster = &show.catalog.clusters[key];
    let page = Sheet { show, key, cluster, standing: show.standing(key) };
    let titled = sections.iter().flat_map(|section| {
        let heading = section.heading().map(|(id, text)| Block::heading(id, text));
        heading.into_iter().chain(page.section(*section))
    });
    titled.collect()
}

struct Sheet<'a> {
    show: &'a Show<'a>,
    key: Key<Cluster>,
    cluster: &'a Cluster,
    standing: Standing<'a>,
}

/// Returns the one sentence on whether land can be leased now, with what it waits for.
pub fn answer(show: &Show<'_>, key: Key<Cluster>) -> String {
    let standing = show.standing(key);
    let plots = standing.vacant_plots().len();
    match (standing.leasable(), standing.stage()) {
        (Some(land), _) if land.ha > Amount::ZERO => {
            let size = show.marked(with_unit(land.ha, "ha"), &land.grounds).text();
            match plots {
                0 => format!("Có: {size}, theo số liệu đã công bố."),
                plots => format!("Có: {size} trong {plots} lô, theo xác nhận của chủ đầu tư."),
            }
        }
        (_, Stage::Full) => "Không: cụm đã kín.".to_owned(),
        (_, Stage::Stopped) => "Không: cụm đang tạm dừng hoặc đã thu hồi.".to_owned(),
        (_, Stage::Operating) => {
            "Chưa có số liệu: cụm đang hoạt động nhưng chưa công bố diện tích còn trống.".to_owned()
        }
        (_, Stage::Unknown) => "Chưa có số liệu: dữ liệu chưa có mốc nào cho biết giai đoạn của cụm này.".to_owned(),
        (_, stage) => {
            let waits = show.term(&format!("stage.{}", stage.name())).to_lowercase();
            format!("Chưa: cụm ở giai đoạn “{waits}”{}.", expected(show, key))
        }
    }
}

fn expected(show: &Show<'_>, key: Key<Cluster>) -> String {
    let planned = show.catalog.milestones.of(key).iter().filter(|milestone| {
        milestone.state == ActState::Planned && matches!(milestone.act, Act::Infrastructure | Act::Operation)
    });
    match planned.filter_map(|milestone| milestone.date).min() {
        Some(date) if date.last() >= show.today => format!("; dự kiến {}", show.date(date)),
        Some(date) => format!("; thời hạn đã công bố ({}) đã qua, chưa có thông tin mới", show.date(date)),
        None => "; chưa công bố thời gian dự kiến".to_owned(),
    }
}

impl Sheet<'_> {
    fn section(&self, section: Section) -> Vec<Block> {
        match section {
            Section::Answer => vec![self.answer()],
            Section::Facts => vec![Block::Facts { rows: [self.facts(), self.register()].concat() }],
            Section::FactsInBrief => vec![Block::Facts { rows: self.facts() }],
            Section::Contact => self.contact(),
            Section::Land => self.land(),
            Section::Plots => vec![self.plots()],
            Section::Infrastructure => vec![self.infrastructure()],
            Section::Location => self.location(),
            Section::Prices => self.prices(),
            Section::Incentives => vec![self.incentives()],
            Section::Progress => self.progress(),
            Section::Environment => vec![self.environment()],
            Section::Projects => vec![self.projects()],
            Section::Documents => self.documents(),
            Section::Conflicts => self.conflicts(),
        }
    }

    fn answer(&self) -> Block {
        let words = Words::marked("Có thuê được đất ngay không?", Mark::Strong).then(" ");
        Block::Answer { words: words.then(answer(self.show, self.key)) }
    }

    fn facts(&self) -> Vec<Fact> {
        let cluster = self.cluster;
        let show = self.show;
        let own = show.provenance(&cluster.basis);
        let list = |items: &[String]| if items.is_empty() { show.unknown() } else { Words::plain(items.join("; ")) };
        let own_fact = |label: &str, words: Words| Fact::new(label, show.sourced(words, cluster), Words::default());
        let kind = cluster.kind.map(|kind| Words::plain(show.term(&format!("kind.{}", kind.name()))));
        let zone = cluster.border_zone.map(|yes| Words::plain(show.label(if yes { "yes" } else { "no" })));
        vec![
            Fact::new("Xã, phường", show.sourced(show.place(cluster), cluster), own),
            own_fact("Loại hình", kind.unwrap_or_else(|| show.unknown())),
            self.area(AreaKind::Decision),
            self.area(AreaKind::Industrial),
            self.occupancy(),
            own_fact("Ngành, nghề", list(&cluster.industries)),
            self.developers(),
            self.decision(),
            self.capital(CapitalKind::Approved),
            self.capital(CapitalKind::Paid),
            own_fact("Trong khu kinh tế cửa khẩu", zone.unwrap_or_else(|| show.unknown())),
        ]
    }

    /// What serves to find the cluster in a register.
    fn register(&self) -> Vec<Fact> {
        let (cluster, show) = (self.cluster, self.show);
        let aliases =
            if cluster.aliases.is_empty() { show.unknown() } else { Words::plain(cluster.aliases.join("; ")) };
        let level = show.term(&format!("level.{}", cluster.level.name()));
        let level = Words::plain(format!("{}: {level}", cluster.level.name()));
        vec![
            Fact::new("Tên gọi khác", show.sourced(aliases, cluster), Words::default()),
            Fact::new("Mức công bố", level, Words::default()),
        ]
    }

    fn area(&self, kind: AreaKind) -> Fact {
        let label = Words::link(
            self.show.label(&format!("area.{}", kind.name())),
            super::definition_address(self.show, &format!("dien-tich-{}", kind.name())),
        );
        let Some(figure) = self.figure(kind) else {
            return Fact::new(label, self.show.unknown(), Words::default());
        };
        let parts = self.parts(kind).map(|parts| format!(" ({parts})")).unwrap_or_default();
        let said = self.show.marked(format!("{}{parts}", with_unit(figure.ha, "ha")), &figure.grounds);
        let provenance = figure.grounds.iter().map(|ground| self.show.provenance(ground.basis));
        Fact::new(label, said, Words::join(provenance, ". "))
    }

    /// The figure that the page shows for a kind of area: by decision is with what expansions added.
    fn figure(&self, kind: AreaKind) -> Option<Figure<'_>> {
        if kind == AreaKind::Decision { self.standing.decided() } else { self.standing.figure(kind) }
    }

    /// Says of what the area by decision is made when the cluster was expanded.
    fn parts(&self, kind: AreaKind) -> Option<String> {
        let founded = self.standing.figure(kind).filter(|_| kind == AreaKind::Decision)?;
        let expansion = self.standing.figure(AreaKind::Expansion)?;
        Some(format!("thành lập {}, mở rộng {}", with_unit(founded.ha, "ha"), with_unit(expansion.ha, "ha")))
    }

    fn occupancy(&self) -> Fact {
        let practice = self.standing.occupancy_in_practice().and_then(|ratio| self.show.ratio(&ratio));
        let law = self.standing.occupancy_by_law().and_then(|ratio| self.show.ratio(&ratio));
        let words = match (law, practice) {
            (Some(law), Some(practice)) => {
                law.then(" (theo luật); ").with(practice).then(" (đã cho thuê / đất công nghiệp)")
            }
            (None, Some(practice)) => practice.then(" (đã cho thuê / đất công nghiệp)"),
            _ => self.show.unknown(),
        };
        Fact::new(
            Words::link("Tỷ lệ lấp đầy", super::definition_address(self.show, "ty-le-lap-day")),
            words,
            Words::default(),
        )
    }

    fn developers(&self) -> Fact {
        let names: Vec<&str> = self.cluster.developers.iter().map(|name| name.value.as_str()).collect();
        let hidden = self.cluster.level != Level::A;
        let words = match (hidden, names.is_empty()) {
            (true, _) => Words::marked("không công bố khi cụm chưa thành lập", Mark::Unknown),
            (false, true) => self.show.unknown(),
            (false, false) => self.show.sourced(names.join("; "), self.cluster),
        };
        Fact::new("Chủ đầu tư hạ tầng", words, Words::default())
    }

    fn decision(&self) -> Fact {
        let label = "Quyết định thành lập";
        match self.standing.act(Act::Establishment) {
            Some(act) => {
                let number = act.document.map(|key| self.show.document_link(key));
                let date = act.date.map(|date| Words::plain(format!("ngày {}", self.show.date(date))));
                let words = Words::join([number, date].into_iter().flatten(), ", ");
                let words =
                    if words.is_empty() { Words::marked("chưa thấy quyết định", Mark::Unknown) } else { words };
                Fact::new(
                    label,
                    self.show.sourced(words, act),
                    Words::plain(act.text.clone()).then(" ").with(self.show.provenance(&act.basis)),
                )
            }
            None => Fact::new(label, self.show.unknown(), Words::default()),
        }
    }

    fn capital(&self, kind: CapitalKind) -> Fact {
        let label = self.show.label(&format!("capital.{}", kind.name()));
        let rows = self.show.catalog.capital.iter();
        let rows = rows.filter(|row| row.cluster == Some(self.key) && row.kind == kind);
        match rows.max_by_key(|row| (row.basis.as_of, row.amount_bn_vnd.value)) {
            Some(row) => {
                let sum = self.show.qualified(with_unit(row.amount_bn_vnd.value, "tỷ đồng"), row.qualifier);
                Fact::new(label, self.show.sourced(sum, row), self.show.provenance(&row.basis))
            }
            None => Fact::new(label, self.show.unknown(), Words::default()),
        }
    }

    fn contact(&self) -> Vec<Block> {
        let agency = self.show.catalog.province.agency;
        let developers = self.developers().words;
        let communes: Vec<String> =
            self.cluster.communes.iter().map(|key| self.show.catalog.communes[*key].running_name()).collect();
        let communes = if communes.is_empty() { self.show.unknown() } else { Words::plain(communes.join(", ")) };
        let items = vec![
            Words::plain("Trước hết: chủ đầu tư hạ tầng – ").with(developers),
            Words::plain("Cơ quan quản lý nhà nước: ").with(self.show.agency_link(agency)),
            Words::plain("Ủy ban nhân dân cấp xã nơi có cụm: ").with(communes),
        ];
        vec![
            Block::paragraph(Words::plain(
                "Nhà đầu tư thứ cấp liên hệ chủ đầu tư hạ tầng trước (Điều 20 Nghị định 32/2024/NĐ-CP). Số điện thoại và thư điện tử: ",
            ).with(self.show.unknown()).then(".")),
            Block::List { items },
        ]
    }
}

/// Says an obstacle with its date, who must act, and what is asked.
fn obstacle_words(show: &Show<'_>, obstacle: &Obstacle) -> Words {
    let category = show.label(&format!("obstacle.{}", obstacle.category.name()));
    let mut words = Words::marked(category, Mark::Strong).then(": ").then(obstacle.text.clone());
    if let Some(agency) = obstacle.agency {
        words = words.then(" Cơ quan xử lý: ").with(show.agency_link(agency)).then(".");
    }
    if let Some(request) = &obstacle.request {
        words = words.then(format!(" Đề nghị: {request}"));
    }
    let settled = obstacle.resolved_on.filter(|date| date.first() <= show.today);
    if let Some(settled) = settled {
        words = words.then(format!(" Đã giải quyết: {}.", show.date(settled)));
    } else if let Some(due) = obstacle.due {
        words = words.then(format!(" Thời hạn: {}.", show.date(due)));
    }
    words.then(" ").with(show.sourced(show.provenance(&obstacle.basis), obstacle))
}
