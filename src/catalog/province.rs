//! Facts about the site and its province, from `data/site.yaml`.

use chrono::NaiveDate;

use crate::diagnostic::Reported;
use crate::place::{Cells, Location};
use crate::record::{Column, Degrees, Holds, Row, optional, required};
use crate::text::number::NumberStyle;
use crate::text::{Language, PartialDate};

use super::Names;
use super::agency::Agency;
use super::basis::optional_url;
use super::contact;
use super::table::{Entity, Key};

/// What the site is called, who answers for it, and where the province lies.
#[derive(Debug)]
pub struct Province {
    /// The province's name.
    pub name: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// Its Chinese name.
    pub name_zh: Option<String>,
    /// The site's title.
    pub title: String,
    /// The agency that answers for the site.
    pub agency: Key<Agency>,
    /// The address under which the site will stand, with a slash at the end.
    pub base_url: String,
    /// The build date: the day that "today" means.
    pub date: NaiveDate,
    /// The day up to which the data were collected.
    pub as_of: PartialDate,
    /// Language of messages.
    pub language: Language,
    /// Languages in which the site is published.
    pub languages: Vec<Language>,
    /// West, south, east and north bounds, degrees.
    pub bounds: [Degrees; 4],
    /// The places to which a distance is asked of every cluster, as the table of distances names them.
    pub distance_places: Vec<String>,
    /// Licence of the data.
    pub license: String,
    /// Address of the licence.
    pub license_url: Option<String>,
    /// Credit line of the map.
    pub map_credit: String,
    /// Telephone for readers.
    pub phone: Option<String>,
    /// E-mail for readers.
    pub email: Option<String>,
    /// The unit that drafts the reports, as it stands behind "Lưu: VT": `QLCN`.
    pub drafter: Option<String>,
    /// Address for readers.
    pub address: Option<String>,
    /// The row.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

impl Entity for Province {
    const TABLE: &'static str = "site";
    const COLUMNS: &'static [Column] = &[
        required("province", "Tỉnh"),
        optional("province_en", "Tên tỉnh tiếng Anh").holding(Holds::English),
        optional("province_zh", "Tên tỉnh tiếng Trung").holding(Holds::Chinese),
        required("title", "Tên trang"),
        required("agency", "Cơ quan chịu trách nhiệm"),
        optional("base_url", "Địa chỉ trang"),
        required("date", "Ngày lập trang"),
        required("as_of", "Số liệu đến ngày").holding(Holds::Fact),
        required("language", "Ngôn ngữ"),
        optional("languages", "Các ngôn ngữ"),
        required("west", "Giới hạn phía tây"),
        required("south", "Giới hạn phía nam"),
        required("east", "Giới hạn phía đông"),
        required("north", "Giới hạn phía bắc"),
        optional("distance_places", "Nơi cần ghi khoảng cách"),
        required("license", "Giấy phép"),
        optional("license_url", "Địa chỉ giấy phép"),
        required("map_credit", "Nguồn bản đồ"),
        optional("contact_agency", "Cơ quan liên hệ"),
        optional("email", "Thư điện tử").holding(Holds::Email),
        optional("phone", "Điện thoại").holding(Holds::Phone),
        optional("address", "Địa chỉ"),
        optional("drafter", "Đơn vị soạn thảo báo cáo"),
        optional("number_style", "Cách viết số"),
        optional("vietnamese_numbers", "Bảng viết số kiểu 1.234,5"),
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let name = row.required("province");
        let (name_en, name_zh) = (row.optional("province_en"), row.optional("province_zh"));
        let title = row.required("title");
        let agency = names.agencies.required(row, "agency");
        let base_url = optional_url(row, "base_url");
        let date = row.required("date");
        let as_of = row.required("as_of");
        let language = row.required("language");
        let languages = row.list("languages");
        // Numbers were read before; a wrong word here is a fault all the same.
        let number_style = row.optional::<NumberStyle>("number_style");
        let bounds = [row.required("west"), row.required("south"), row.required("east"), row.required("north")];
        let distance_places = row.list("distance_places");
        let license = row.required("license");
        let license_url = optional_url(row, "license_url");
        let map_credit = row.required("map_credit");
        let (phone, email, address) =
            (contact::phone(row, "phone"), contact::email(row, "email"), row.optional("address"));
        let drafter = row.optional("drafter");
        let [west, south, east, north] = bounds;
        let _ = number_style?;
        Ok(Self {
            name: name?,
            name_en: name_en?,
            name_zh: name_zh?,
            title: title?,
            agency: agency?,
            base_url: base_url?.map(|url| format!("{}/", url.trim_end_matches('/'))).unwrap_or_default(),
            date: date?,
            as_of: as_of?,
            language: language?,
            languages: languages?,
            bounds: [west?, south?, east?, north?],
            distance_places: distance_places?,
            license: license?,
            license_url: license_url?,
            map_credit: map_credit?,
            phone: phone?,
            email: email?,
            address: address?,
            drafter: drafter?,
            at: row.at().clone(),
            cells: row.cells(),
        })
    }
}
