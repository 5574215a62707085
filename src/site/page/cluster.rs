//! The page of a cluster: the same sections in the same order for every cluster, a missing figure never dropped.

use crate::catalog::basis::Visibility;
use crate::catalog::cluster::{Cluster, Level};
use crate::catalog::fact::{CapitalKind, InfrastructureKind, Obstacle, PriceKind, ProjectKind, WorkState};
use crate::catalog::figure::Conflict;
use crate::catalog::land::AreaKind;
use crate::catalog::milestone::{Act, ActState};
use crate::catalog::standing::{Stage, Standing};
use crate::catalog::table::Key;
use crate::site::document::{Align, Bar, Block, Cell, Chart, Fact, Rung, Table, TableRow, Words, columns};
use crate::site::show::{Show, number, with_unit};
use crate::site::url::Place;
use crate::text::Amount;

/// Returns the blocks of a cluster's page.
pub fn blocks(show: &Show<'_>, key: Key<Cluster>) -> Vec<Block> {
    let cluster = &show.catalog.clusters[key];
    let page = Sheet { show, key, cluster, standing: show.standing(key) };
    let sections: [(&str, Vec<Block>); 14] = [
        ("", vec![page.answer()]),
        ("Thông tin chính", vec![page.facts()]),
        ("Liên hệ", page.contact()),
        ("Đất đai", page.land()),
        ("Lô đất", vec![page.plots()]),
        ("Hạ tầng", vec![page.infrastructure()]),
        ("Vị trí và khoảng cách", page.location()),
        ("Giá và phí", page.prices()),
        ("Ưu đãi", vec![page.incentives()]),
        ("Tiến độ", page.progress()),
        ("Môi trường", vec![page.environment()]),
        ("Dự án trong cụm", vec![page.projects()]),
        ("Văn bản", page.documents()),
        ("Số liệu chưa thống nhất", page.conflicts()),
    ];
    let titled = sections.into_iter().flat_map(|(title, blocks)| {
        let heading = (!title.is_empty()).then(|| Block::section(title));
        heading.into_iter().chain(blocks)
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
    match (standing.leasable_ha(), standing.stage()) {
        (Some(land), _) if land > Amount::ZERO && plots > 0 => {
            format!("Có: {} trong {plots} lô, theo xác nhận của chủ đầu tư.", with_unit(land, "ha"))
        }
        (Some(land), _) if land > Amount::ZERO => format!("Có: {}, theo số liệu đã công bố.", with_unit(land, "ha")),
        (_, Stage::Full) => "Không: cụm đã kín.".to_owned(),
        (_, Stage::Stopped) => "Không: cụm đang tạm dừng hoặc đã thu hồi.".to_owned(),
        (_, Stage::Operating) => {
            "Chưa có số liệu: cụm đang hoạt động nhưng chưa công bố diện tích còn trống.".to_owned()
        }
        (_, Stage::Unknown) => "Chưa có số liệu: dữ liệu chưa có mốc nào của cụm này.".to_owned(),
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
    fn answer(&self) -> Block {
        let words = Words::marked("Có thuê được đất ngay không?", "strong").then(" ");
        Block::Answer { words: words.then(answer(self.show, self.key)) }
    }

    fn facts(&self) -> Block {
        let cluster = self.cluster;
        let show = self.show;
        let own = show.provenance(&cluster.basis);
        let list = |items: &[String]| if items.is_empty() { show.unknown() } else { Words::plain(items.join("; ")) };
        let kind = cluster.kind.map(|kind| Words::plain(show.term(&format!("kind.{}", kind.name()))));
        let zone = cluster.border_zone.map(|yes| Words::plain(show.label(if yes { "yes" } else { "no" })));
        let mut rows = vec![
            Fact::new("Xã, phường", show.place(cluster), own.clone()),
            Fact::new("Loại hình", kind.unwrap_or_else(|| show.unknown()), Words::default()),
            self.area(AreaKind::Decision),
            self.area(AreaKind::Industrial),
            self.occupancy(),
            Fact::new("Ngành, nghề", show.graded(list(&cluster.industries), cluster.basis.grade), Words::default()),
            self.developers(),
            self.decision(),
            self.capital(CapitalKind::Approved),
            self.capital(CapitalKind::Paid),
            Fact::new("Trong khu kinh tế cửa khẩu", zone.unwrap_or_else(|| show.unknown()), Words::default()),
            Fact::new("Tên gọi khác", list(&cluster.aliases), Words::default()),
        ];
        let level = show.term(&format!("level.{}", cluster.level.name()));
        rows.push(Fact::new(
            "Mức công bố",
            Words::plain(format!("{}: {level}", cluster.level.name())),
            Words::default(),
        ));
        Block::Facts { rows }
    }

    fn area(&self, kind: AreaKind) -> Fact {
        let label = Words::link(
            self.show.label(&format!("area.{}", kind.name())),
            super::definition_address(self.show, &format!("dien-tich-{}", kind.name())),
        );
        match self.standing.area(kind) {
            Some(area) => {
                let figure = self.show.graded(with_unit(area.area_ha.value, "ha"), area.basis.grade);
                Fact::new(label, figure, self.show.provenance(&area.basis))
            }
            None => Fact::new(label, self.show.unknown(), Words::default()),
        }
    }

    fn occupancy(&self) -> Fact {
        let ratio = |parts| self.show.ratio(parts).map(Words::plain);
        let practice = self.standing.occupancy_in_practice().and_then(ratio);
        let law = self.standing.occupancy_by_law().and_then(ratio);
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
            (true, _) => Words::marked("không công bố khi cụm chưa thành lập", "unknown"),
            (false, true) => self.show.unknown(),
            (false, false) => self.show.graded(names.join("; "), self.cluster.basis.grade),
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
                    if words.is_empty() { Words::marked("chưa thấy quyết định", "unknown") } else { words };
                Fact::new(
                    label,
                    self.show.graded(words, act.basis.grade),
                    Words::plain(act.text.clone()).then(" ").with(self.show.provenance(&act.basis)),
                )
            }
            None => Fact::new(label, self.show.unknown(), Words::default()),
        }
    }

    fn capital(&self, kind: CapitalKind) -> Fact {
        let label = self.show.label(&format!("capital.{}", kind.name()));
        let public = self.show.catalog.capital.iter().filter(|row| {
            row.cluster == Some(self.key) && row.kind == kind && row.visibility != Some(Visibility::Internal)
        });
        match public.max_by_key(|row| row.basis.as_of) {
            Some(row) => {
                let sum = self.show.qualified(with_unit(row.amount_bn_vnd.value, "tỷ đồng"), row.qualifier);
                Fact::new(label, self.show.graded(sum, row.basis.grade), self.show.provenance(&row.basis))
            }
            None => Fact::new(label, self.show.unknown(), Words::default()),
        }
    }

    fn contact(&self) -> Vec<Block> {
        let agency = self.show.catalog.province.agency;
        let developers = self.developers().words;
        let communes = self.show.place(self.cluster);
        let items = vec![
            Words::plain("Trước hết: chủ đầu tư hạ tầng – ").with(developers),
            Words::plain("Cơ quan quản lý nhà nước: ").with(self.show.agency_link(agency)),
            Words::plain("Ủy ban nhân dân cấp xã: ").with(communes),
        ];
        vec![
            Block::paragraph(Words::plain(
                "Nhà đầu tư thứ cấp liên hệ chủ đầu tư hạ tầng trước (Điều 20 Nghị định 32/2024/NĐ-CP). Số điện thoại và thư điện tử: ",
            ).with(self.show.unknown()).then(".")),
            Block::List { items },
        ]
    }

    fn land(&self) -> Vec<Block> {
        let rows = AreaKind::ALL.iter().map(|kind| {
            let label = Cell::text(self.show.label(&format!("area.{}", kind.name())));
            match self.standing.area(*kind) {
                Some(area) => {
                    let document = area.document.map(|key| self.show.document_link(key)).unwrap_or_default();
                    let note = area.basis.note.clone().unwrap_or_default();
                    let source = Words::join(
                        [document, self.show.publishers(&area.basis.sources), note.into()]
                            .into_iter()
                            .filter(|words| !words.is_empty()),
                        "; ",
                    );
                    TableRow::new(vec![
                        label,
                        self.show.area_cell(self.key, *kind),
                        self.show.date_cell(area.basis.as_of),
                        Cell::text(source),
                    ])
                }
                None => TableRow::new(vec![label, self.show.unknown_cell(), Cell::text("…"), Cell::text("…")]),
            }
        });
        let heads = columns(&[
            ("Loại diện tích", Align::Left, 4),
            ("Diện tích (ha)", Align::Right, 2),
            ("Đến ngày", Align::Left, 2),
            ("Văn bản, nguồn, ghi chú", Align::Left, 6),
        ]);
        let table =
            Table::new("dat-dai", format!("Các diện tích của cụm {}, ha", self.cluster.short), heads, rows.collect());
        let table = table.note("… : chưa có số liệu. Mỗi diện tích có ngày và nguồn riêng, không cộng với nhau.");
        self.land_chart().into_iter().chain([Block::Table(table)]).collect()
    }

    /// The bar of the land split exists only when there is something to compare with the whole.
    fn land_chart(&self) -> Option<Block> {
        let whole = self.standing.decided_ha()?;
        let kinds = [AreaKind::Cleared, AreaKind::Levelled, AreaKind::Serviced, AreaKind::Leased, AreaKind::Leasable];
        let known: Vec<(AreaKind, Amount)> =
            kinds.into_iter().filter_map(|kind| Some((kind, self.standing.area_ha(kind)?))).collect();
        if known.is_empty() {
            return None;
        }
        let bar =
            |label: String, area: Amount| Bar { label, text: with_unit(area, "ha"), share: area.thousandths_of(whole) };
        let mut bars = vec![bar(self.show.label("area.decision"), whole)];
        bars.extend(known.iter().map(|(kind, area)| bar(self.show.label(&format!("area.{}", kind.name())), *area)));
        let alt = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.text)).collect::<Vec<_>>().join("; ");
        Some(Block::Chart(Chart {
            id: "bieu-do-dat".to_owned(),
            title: format!("Đất của cụm {} đã đi đến đâu", self.cluster.short),
            subtitle: "Diện tích theo từng bước, ha".to_owned(),
            alt,
            bars,
            source: Words::plain("Số liệu và nguồn ở bảng dưới."),
        }))
    }

    fn plots(&self) -> Block {
        let rows: Vec<TableRow> = self
            .show
            .catalog
            .plots
            .of(self.key)
            .iter()
            .map(|plot| super::land::plot_row(self.show, plot, false))
            .collect();
        if rows.is_empty() {
            return Block::paragraph(Words::plain("Danh sách lô đất: ").with(self.show.unknown()).then("."));
        }
        Block::Table(Table::new(
            "lo-dat",
            format!("Các lô đất của cụm {}", self.cluster.short),
            super::land::plot_columns(false),
            rows,
        ))
    }

    fn infrastructure(&self) -> Block {
        let works = self.show.catalog.infrastructure.of(self.key);
        let rows = InfrastructureKind::ALL.iter().flat_map(|kind| {
            let label = self.show.label(&format!("infra.{}", kind.name()));
            let of_kind: Vec<_> = works.iter().filter(|work| work.kind == *kind).collect();
            if of_kind.is_empty() {
                let unknown = self.show.unknown_cell();
                return vec![TableRow::new(vec![
                    Cell::text(label),
                    unknown.clone(),
                    unknown,
                    Cell::text("…"),
                    Cell::text("…"),
                ])];
            }
            of_kind
                .into_iter()
                .map(|work| {
                    let capacity = match (&work.capacity, &work.unit) {
                        (Some(capacity), Some(unit)) => format!(" ({})", with_unit(*capacity, unit)),
                        _ => String::new(),
                    };
                    let distance =
                        work.distance_km.map(|km| format!(", cách {}", with_unit(km, "km"))).unwrap_or_default();
                    let words = self.show.graded(format!("{}{capacity}{distance}", work.item), work.basis.grade);
                    let (present, planned) = match work.state {
                        WorkState::Present => (Cell::text(words), Cell::text("…")),
                        WorkState::Planned => (Cell::text("…"), Cell::text(words)),
                    };
                    let date = self.show.date_cell(work.date.or(work.basis.as_of));
                    TableRow::new(vec![
                        Cell::text(label.clone()),
                        present,
                        planned,
                        date,
                        Cell::text(self.show.publishers(&work.basis.sources)),
                    ])
                })
                .collect()
        });
        let heads = columns(&[
            ("Hạng mục", Align::Left, 2),
            ("Hiện có", Align::Left, 4),
            ("Dự kiến", Align::Left, 4),
            ("Đến ngày", Align::Left, 2),
            ("Nguồn", Align::Left, 2),
        ]);
        Block::Table(
            Table::new("ha-tang", format!("Hạ tầng của cụm {}", self.cluster.short), heads, rows.collect())
                .note("… : chưa có số liệu."),
        )
    }

    fn location(&self) -> Vec<Block> {
        let note = self.cluster.coordinate_note.clone();
        let place = Words::plain("Nơi có cụm: ").with(self.show.place(self.cluster)).then(".");
        let mut blocks = vec![Block::paragraph(
            place.then(note.map(|note| format!(" {note}.").replace("..", ".")).unwrap_or_default()),
        )];
        let rows: Vec<TableRow> = self
            .show
            .catalog
            .distances
            .of(self.key)
            .iter()
            .map(|distance| {
                TableRow::new(vec![
                    Cell::text(distance.place.clone()),
                    Cell::number(
                        distance.distance_km,
                        self.show.graded(number(distance.distance_km), distance.basis.grade),
                    ),
                    self.show.text_cell(distance.method.as_deref()),
                    self.show.date_cell(distance.basis.as_of),
                    Cell::text(self.show.publishers(&distance.basis.sources)),
                ])
            })
            .collect();
        if rows.is_empty() {
            blocks.push(Block::paragraph(Words::plain("Khoảng cách đường bộ: ").with(self.show.unknown()).then(".")));
            return blocks;
        }
        let heads = columns(&[
            ("Đến", Align::Left, 4),
            ("Khoảng cách (km)", Align::Right, 2),
            ("Cách đo", Align::Left, 3),
            ("Đến ngày", Align::Left, 2),
            ("Nguồn", Align::Left, 3),
        ]);
        blocks.push(Block::Table(Table::new(
            "khoang-cach",
            format!("Khoảng cách từ cụm {}, km", self.cluster.short),
            heads,
            rows,
        )));
        blocks
    }

    fn prices(&self) -> Vec<Block> {
        let prices = self.show.catalog.prices.of(self.key);
        let rows = PriceKind::ALL.iter().flat_map(|kind| {
            let label = Cell::text(self.show.label(&format!("price.{}", kind.name())));
            let of_kind: Vec<_> = prices.iter().filter(|price| price.kind == *kind).collect();
            if of_kind.is_empty() {
                return vec![TableRow::new(vec![
                    label,
                    self.show.unknown_cell(),
                    Cell::text("…"),
                    Cell::text("…"),
                    Cell::text("…"),
                ])];
            }
            of_kind
                .into_iter()
                .map(|price| {
                    let amount = self
                        .show
                        .graded(with_unit(price.amount, &price.unit.replace("VND", "đồng")), price.basis.grade);
                    let tax = price.tax.map(|tax| self.show.term(&format!("tax.{}", tax.name())));
                    let note = price.basis.note.clone().unwrap_or_default();
                    let note = Words::join([self.show.publishers(&price.basis.sources), note.into()], "; ");
                    TableRow::new(vec![
                        label.clone(),
                        Cell::number(price.amount, amount),
                        self.show.text_cell(tax.as_deref()),
                        self.show.date_cell(price.basis.as_of),
                        Cell::text(note),
                    ])
                })
                .collect()
        });
        let heads = columns(&[
            ("Loại giá, phí", Align::Left, 4),
            ("Mức", Align::Right, 3),
            ("Thuế", Align::Left, 2),
            ("Đến ngày", Align::Left, 2),
            ("Nguồn, ghi chú", Align::Left, 5),
        ]);
        let table = Table::new("gia", format!("Giá và phí tại cụm {}", self.cluster.short), heads, rows.collect());
        let note = "Giá cho thuê lại đất do chủ đầu tư hạ tầng công bố; chưa có số liệu thì liên hệ chủ đầu tư. Giá trong bảng giá đất của tỉnh không phải là giá cho thuê lại.";
        vec![Block::Table(table.note(note))]
    }

    fn incentives(&self) -> Block {
        let guide = self.show.catalog.guides.iter().find(|guide| guide.slug == "uu-dai-va-ho-tro");
        let rule = "Cụm công nghiệp thuộc địa bàn có điều kiện kinh tế - xã hội khó khăn; trong khu kinh tế cửa khẩu hoặc xã đặc biệt khó khăn thì mức cao hơn (Điều 22 Nghị định 96/2026/NĐ-CP). Cơ quan thuế, cơ quan quản lý đất đai quyết định từng trường hợp.";
        let more = guide.map(|guide| {
            Words::link("Ưu đãi và hỗ trợ", crate::site::document::Address::file(&crate::site::url::guide_path(guide)))
        });
        Block::paragraph(
            Words::plain(rule)
                .then(" ")
                .with(more.map(|link| Words::plain("Xem: ").with(link).then(".")).unwrap_or_default()),
        )
    }

    fn progress(&self) -> Vec<Block> {
        const LADDER: &[Act] = &[
            Act::Plan,
            Act::Notice,
            Act::Dossier,
            Act::Appraisal,
            Act::Establishment,
            Act::DetailedPlan,
            Act::InvestmentProject,
            Act::Environment,
            Act::Recovery,
            Act::Lease,
            Act::Construction,
            Act::Infrastructure,
            Act::Operation,
        ];
        let rungs = LADDER.iter().map(|act| self.rung(*act)).collect();
        let stage = Words::plain("Giai đoạn: ")
            .with(self.show.stage_of(self.key))
            .then(". Giai đoạn được suy ra từ các mốc có ngày và nguồn, không nhập tay.");
        let mut blocks = vec![Block::paragraph(stage), Block::Ladder { rungs }];
        let others: Vec<Words> = self
            .show
            .catalog
            .milestones
            .of(self.key)
            .iter()
            .filter(|milestone| !LADDER.contains(&milestone.act))
            .map(|milestone| {
                Words::plain(milestone.text.clone())
                    .then(" ")
                    .with(self.show.graded(self.show.provenance(&milestone.basis), milestone.basis.grade))
            })
            .collect();
        if !others.is_empty() {
            blocks.push(Block::Heading { level: 3, id: "moc-khac".into(), text: "Mốc khác".into() });
            blocks.push(Block::List { items: others });
        }
        let obstacles: Vec<Words> = self.obstacles().map(|obstacle| obstacle_words(self.show, obstacle)).collect();
        blocks.push(Block::Heading {
            level: 3, id: "vuong-mac".into(), text: "Khó khăn, vướng mắc đã công bố".into()
        });
        blocks.push(if obstacles.is_empty() {
            Block::paragraph(self.show.unknown())
        } else {
            Block::List { items: obstacles }
        });
        blocks
    }

    fn obstacles(&self) -> impl Iterator<Item = &Obstacle> {
        let all = self.show.catalog.obstacles.iter();
        all.filter(|obstacle| obstacle.cluster == Some(self.key) && obstacle.visibility != Some(Visibility::Internal))
    }

    fn rung(&self, act: Act) -> Rung {
        let label = self.show.label(&format!("act.{}", act.name()));
        if let Some(done) = self.standing.act(act) {
            let date = done.date.map(|date| self.show.date(date)).unwrap_or_else(|| "đã có, chưa rõ ngày".to_owned());
            let document =
                done.document.map(|key| Words::plain(" – ").with(self.show.document_link(key))).unwrap_or_default();
            let words = self
                .show
                .graded(Words::plain(date).with(document), done.basis.grade)
                .then(". ")
                .then(done.text.clone());
            return Rung {
                label,
                state: "done".into(),
                words: words.then(" ").with(self.show.provenance(&done.basis)),
            };
        }
        let planned = self
            .show
            .catalog
            .milestones
            .of(self.key)
            .iter()
            .find(|milestone| milestone.act == act && milestone.state == ActState::Planned);
        if let Some(planned) = planned {
            let date = planned
                .date
                .map(|date| format!("dự kiến {}", self.show.date(date)))
                .unwrap_or_else(|| "dự kiến".to_owned());
            let words =
                self.show.graded(date, planned.basis.grade).then(". ").with(self.show.provenance(&planned.basis));
            return Rung { label, state: "planned".into(), words };
        }
        // "Not done" is a statement; it is made only when the list of acts is declared complete.
        match self.standing.has(act) {
            Some(false) => Rung { label, state: "open".into(), words: Words::default() },
            _ => Rung { label, state: "unknown".into(), words: Words::default() },
        }
    }

    fn environment(&self) -> Block {
        let act = self.rung(Act::Environment);
        let plant = self
            .show
            .catalog
            .infrastructure
            .of(self.key)
            .iter()
            .find(|work| work.kind == InfrastructureKind::Wastewater);
        let plant_words = plant.map(|work| Words::plain(work.item.clone())).unwrap_or_else(|| self.show.unknown());
        let note = plant.map(|work| self.show.provenance(&work.basis)).unwrap_or_default();
        Block::Facts {
            rows: vec![
                Fact::new(
                    "Thủ tục môi trường",
                    if act.words.is_empty() { self.show.unknown() } else { act.words },
                    Words::default(),
                ),
                Fact::new("Hệ thống xử lý nước thải tập trung", plant_words, note),
                Fact::new(
                    "Quy chuẩn nước thải công nghiệp",
                    "QCVN 40:2025/BTNMT (từ 01/9/2025)",
                    Words::marked(self.show.term("verify"), "tag"),
                ),
            ],
        }
    }

    fn projects(&self) -> Block {
        let public = self
            .show
            .catalog
            .projects
            .of(self.key)
            .iter()
            .filter(|project| project.visibility != Some(Visibility::Internal));
        let rows: Vec<TableRow> = public
            .map(|project| {
                let investor = project.investor.as_ref().map(|name| name.value.as_str());
                let area =
                    project.area_ha.map_or_else(|| self.show.unknown_cell(), |area| Cell::number(area, number(area)));
                TableRow::new(vec![
                    Cell::text(self.show.graded(project.name.clone(), project.basis.grade)),
                    Cell::text(self.show.label(&format!(
                        "project.{}",
                        match project.kind {
                            ProjectKind::Infrastructure => "infrastructure",
                            ProjectKind::Tenant => "tenant",
                        }
                    ))),
                    self.show.text_cell(investor),
                    area,
                    Cell::text(self.show.label(&format!("project.{}", project.state.name()))),
                    self.show.date_cell(project.basis.as_of),
                    Cell::text(self.show.publishers(&project.basis.sources)),
                ])
            })
            .collect();
        if rows.is_empty() {
            return Block::paragraph(Words::plain("Dự án trong cụm: ").with(self.show.unknown()).then("."));
        }
        let heads = columns(&[
            ("Dự án", Align::Left, 4),
            ("Loại", Align::Left, 2),
            ("Nhà đầu tư", Align::Left, 4),
            ("Diện tích (ha)", Align::Right, 2),
            ("Trạng thái", Align::Left, 2),
            ("Đến ngày", Align::Left, 2),
            ("Nguồn", Align::Left, 2),
        ]);
        Block::Table(Table::new("du-an", format!("Dự án tại cụm {}", self.cluster.short), heads, rows))
    }

    fn documents(&self) -> Vec<Block> {
        let acts = self.show.catalog.milestones.of(self.key).iter().filter_map(|milestone| milestone.document);
        let areas = self.show.catalog.areas.of(self.key).iter().filter_map(|area| area.document);
        let mut keys: Vec<_> = acts.chain(areas).collect();
        keys.sort_unstable();
        keys.dedup();
        if keys.is_empty() {
            return vec![Block::paragraph(Words::plain("Văn bản riêng của cụm: ").with(self.show.unknown()).then("."))];
        }
        let items = keys.into_iter().map(|key| {
            let document = &self.show.catalog.documents[key];
            let date = document.issued_on.map(|date| format!(" ngày {}", self.show.date(date))).unwrap_or_default();
            self.show
                .graded(self.show.document_link(key), document.basis.grade)
                .then(format!("{date} – {}", document.subject))
        });
        vec![Block::List { items: items.collect() }]
    }

    fn conflicts(&self) -> Vec<Block> {
        let own: Vec<&Conflict> =
            self.show.catalog.conflicts.iter().filter(|conflict| conflict.cluster == Some(self.key)).collect();
        // A figure that may not be published for this level is not published as a conflict either.
        let shown: Vec<&Conflict> =
            own.into_iter().filter(|conflict| super::statistics::is_public(self.show, conflict)).collect();
        let report = Words::plain("Thấy số liệu sai: xem ")
            .with(Words::link("Số liệu và các số liệu chưa thống nhất", Place::Statistics.address()))
            .then(" hoặc trang liên hệ ở cuối trang.");
        if shown.is_empty() {
            return vec![Block::paragraph(Words::plain("Không có trong dữ liệu. ").with(report))];
        }
        vec![Block::Table(super::statistics::conflict_table(self.show, &shown)), Block::paragraph(report)]
    }
}

/// Says an obstacle with its date, who must act, and what is asked.
pub fn obstacle_words(show: &Show<'_>, obstacle: &Obstacle) -> Words {
    let category = show.label(&format!("obstacle.{}", obstacle.category.name()));
    let mut words = Words::marked(category, "strong").then(": ").then(obstacle.text.clone());
    if let Some(agency) = obstacle.agency {
        words = words.then(" Cơ quan xử lý: ").with(show.agency_link(agency)).then(".");
    }
    if let Some(request) = &obstacle.request {
        words = words.then(format!(" Đề nghị: {request}"));
    }
    if let Some(due) = obstacle.due {
        words = words.then(format!(" Thời hạn: {}.", show.date(due)));
    }
    words.then(" ").with(show.graded(show.provenance(&obstacle.basis), obstacle.basis.grade))
}
