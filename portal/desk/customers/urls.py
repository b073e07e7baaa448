"""The routes of customers, organisations and copies of data, with the scope each method needs."""

from helpdesk.accounts.scopes import (
    CUSTOMERS_ERASE,
    CUSTOMERS_READ,
    CUSTOMERS_WRITE,
    SETTINGS_DATA,
    TICKETS_EXPORT,
)
from portal.desk.customers.customer import BlockCustomer, CustomerForm, CustomerPage, EditCustomer
from portal.desk.customers.erase import EraseCustomer
from portal.desk.customers.exports import (
    ExportCustomer,
    Exports,
    ExportTickets,
    ExportWorkspace,
    FetchExport,
    RemoveExport,
)
from portal.desk.customers.lists import CustomerList, OrganisationList
from portal.desk.customers.merge import MergeCustomer
from portal.desk.customers.organisation import (
    DeleteOrganisation,
    EditOrganisation,
    OrganisationForm,
    OrganisationPage,
)
from portal.desk.page import desk_route

READ, WRITE = CUSTOMERS_READ, CUSTOMERS_WRITE
# Any right to a copy opens these (``CopiesPage``).
ANY = TICKETS_EXPORT
ONE, GROUP, COPY = "customers/<uuid:customer>", "organisations/<uuid:organisation>", "exports/<uuid:export>"

urlpatterns = [
    desk_route("customers/", CustomerList, "desk-customers", GET=READ),
    desk_route("customers/new", CustomerForm, "desk-customer-new", GET=WRITE, POST=WRITE),
    desk_route(ONE, CustomerPage, "desk-customer", GET=READ),
    desk_route(f"{ONE}/edit", EditCustomer, "desk-customer-edit", GET=WRITE, POST=WRITE),
    desk_route(f"{ONE}/block", BlockCustomer, "desk-customer-block", POST=WRITE),
    desk_route(f"{ONE}/merge", MergeCustomer, "desk-customer-merge", GET=WRITE, POST=WRITE),
    desk_route(f"{ONE}/erase", EraseCustomer, "desk-customer-erase", GET=CUSTOMERS_ERASE, POST=CUSTOMERS_ERASE),
    desk_route(f"{ONE}/export", ExportCustomer, "desk-customer-export", POST=ANY),
    desk_route("organisations/", OrganisationList, "desk-organisations", GET=READ),
    desk_route("organisations/new", OrganisationForm, "desk-organisation-new", GET=WRITE, POST=WRITE),
    desk_route(GROUP, OrganisationPage, "desk-organisation", GET=READ),
    desk_route(f"{GROUP}/edit", EditOrganisation, "desk-organisation-edit", GET=WRITE, POST=WRITE),
    desk_route(f"{GROUP}/delete", DeleteOrganisation, "desk-organisation-delete", GET=WRITE, POST=WRITE),
    desk_route("tickets/export", ExportTickets, "desk-tickets-export", POST=TICKETS_EXPORT),
    desk_route("exports/", Exports, "desk-exports", GET=ANY),
    desk_route("exports/workspace", ExportWorkspace, "desk-export-workspace", POST=SETTINGS_DATA),
    desk_route(f"{COPY}/download", FetchExport, "desk-export-download", POST=ANY),
    desk_route(f"{COPY}/remove", RemoveExport, "desk-export-remove", POST=ANY),
]
